package neo4jtest

import "syscall"

// procAttr puts the child in a group of its own and has it killed when the
// thread that started it ends.
func procAttr() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
