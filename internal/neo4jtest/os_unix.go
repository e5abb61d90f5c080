//go:build unix

package neo4jtest

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// canLock says that tryLock and lock keep other processes out.
const canLock = true

func setProcAttr(cmd *exec.Cmd) { cmd.SysProcAttr = procAttr() }

// terminate and killGroup fail only when the group has ended already.
func terminate(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }

func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }

// lock waits for the exclusive lock of f; closing f or the end of the process
// gives it back.
func lock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if err != syscall.EINTR {
			return err
		}
	}
}

// tryLock takes the lock of f if nobody has it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
