// Package argmap is the domain: argument maps, the records they are made of, the change sets that
// alter them, the sources they cite, and the rules that all of these obey.
//
// A map is a log of change sets; its state at a revision is a set of records (see Record). Records
// are immutable values: whoever holds one never writes to it. The package computes and does no I/O;
// time, ids and texts are passed in.
package argmap
