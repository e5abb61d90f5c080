//go:build !unix

package neo4jtest

import (
	"os"
	"os/exec"
)

// canLock says that tryLock and lock keep other processes out. Without locks
// two processes may install at once; the first rename wins.
const canLock = false

func setProcAttr(*exec.Cmd) {}

// terminate and killGroup fail only when the process has ended already.
func terminate(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

func lock(*os.File) error { return nil }

func tryLock(*os.File) (bool, error) { return true, nil }
