package main

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/rs/zerolog"
)

// leastToken is how many bytes a token has at least.
const leastToken = 32

// token gives the token that requests must bring; empty when none is asked for.
func (c *serveCommand) token(log zerolog.Logger) (string, error) {
	switch {
	case c.Token != "" && c.TokenFile != "":
		return "", usagef("ARGMAP_TOKEN (--token) and ARGMAP_TOKEN_FILE (--token-file) are both set; set one")
	case c.Token != "":
		return c.Token, checkToken("ARGMAP_TOKEN (--token)", c.Token)
	case c.TokenFile != "":
		return tokenInFile(c.TokenFile, log)
	}
	return "", nil
}

func checkToken(name, token string) error {
	if len(token) < leastToken {
		return usagef("%s holds a token of %d bytes; it must have at least %d", name, len(token), leastToken)
	}
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return usagef("%s holds a token with spaces, control characters or letters beyond ASCII, which no request can carry", name)
	}
	return nil
}

// tokenInFile reads the token, or makes one on the first start, for the owner's eyes only.
func tokenInFile(path string, log zerolog.Logger) (string, error) {
	name := fmt.Sprintf("the file %s of ARGMAP_TOKEN_FILE (--token-file)", path)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return newTokenFile(path, log)
	}
	if err != nil {
		return "", usagef("%s cannot be read: %w", name, err)
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		log.Warn().Str("file", path).Str("mode", info.Mode().Perm().String()).Msg("other users may read the token file; chmod 600 it")
	}
	token := strings.TrimRight(string(raw), "\r\n")
	return token, checkToken(name, token)
}

func newTokenFile(path string, log zerolog.Logger) (string, error) {
	secret := make([]byte, leastToken)
	_, _ = rand.Read(secret) // never fails
	token := base64.RawURLEncoding.EncodeToString(secret)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", usagef("the token cannot be written to ARGMAP_TOKEN_FILE (--token-file): %w", err)
	}
	_, err = f.WriteString(token + "\n")
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(path)
		return "", fmt.Errorf("the token cannot be written to %s: %w", path, err)
	}
	log.Info().Str("file", path).Msg("wrote a fresh token; requests must bring it as \"Authorization: Bearer …\"")
	return token, nil
}
