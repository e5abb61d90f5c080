//go:build unix && !linux

package neo4jtest

import "syscall"

// procAttr puts the child in a group of its own; there is no parent-death
// signal here.
func procAttr() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
