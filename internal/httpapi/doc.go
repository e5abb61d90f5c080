// Package httpapi is the HTTP edge: routes, transports, who may come in, limits, uploads, health.
//
// What a request may do is decided before its body is read. Every answer carries a request id, and
// every request leaves one line in the log, which never holds variables or bodies.
package httpapi
