package httpapi

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// message is one message of a client.
type message struct {
	Type    string          `json:"type"`
	ID      string          `json:"id"`
	Payload json.RawMessage `json:"payload"`
}

// Messages that never differ.
var (
	ackMessage  = []byte(`{"type":"connection_ack"}`)
	pingMessage = []byte(`{"type":"ping"}`)
)

// maxOperationID bounds what a client may call an operation.
const maxOperationID = 256

// handle does what a message asks for; its error is the reason to close the socket.
func (k *socket) handle(kind websocket.MessageType, text []byte) error {
	m, err := parse(kind, text)
	if err != nil {
		return err
	}
	switch m.Type {
	case "connection_init":
		return k.introduce(m.Payload)
	case "ping":
		k.send(reply(outgoing{Type: "pong", Payload: m.payload()}))
		return nil
	case "pong":
		return nil
	case "subscribe":
		return k.subscribe(m)
	}
	k.stop(m.ID) // complete
	return nil
}

// parse reads a message, and refuses what the protocol does not know.
func parse(kind websocket.MessageType, text []byte) (message, error) {
	var m message
	switch {
	case kind != websocket.MessageText:
		return m, invalid("Invalid message: it is binary")
	case !utf8.Valid(text):
		return m, errNotText
	case !object(text):
		return m, invalid("Invalid message: it is no JSON object")
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, invalid("Invalid message: it is no JSON object with a type, an id and a payload")
	}
	return m, m.check()
}

// check holds the parts of a message to its type.
func (m message) check() error {
	switch m.Type {
	case "connection_init", "ping", "pong":
		if len(m.Payload) > 0 && !null(m.Payload) && !object(m.Payload) {
			return invalid("Invalid message: the payload of %s is no object", m.Type)
		}
		return nil
	case "subscribe", "complete":
		if m.ID == "" || len(m.ID) > maxOperationID {
			return invalid("Invalid message: the id of %s has 1 to %d bytes", m.Type, maxOperationID)
		}
		if m.Type == "subscribe" && !object(m.Payload) {
			return invalid("Invalid message: the payload of subscribe is no object")
		}
		return nil
	}
	return invalid("Invalid message: unknown type %q", m.Type)
}

// payload gives the payload, or nil for none.
func (m message) payload() any {
	if len(m.Payload) == 0 || null(m.Payload) {
		return nil
	}
	return m.Payload
}

func object(raw []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("{")) }

func null(raw []byte) bool { return bytes.Equal(bytes.TrimSpace(raw), []byte("null")) }

// introduce begins the conversation with who may have it.
func (k *socket) introduce(payload json.RawMessage) error {
	if k.introduced {
		return errInitTwice
	}
	k.mu.Lock()
	k.introduced = true
	k.mu.Unlock()
	if !k.admitted && !k.rightToken(tokenIn(payload)) {
		return errForbidden
	}
	k.acknowledged = true
	k.send(ackMessage)
	return nil
}

// tokenIn gives the token of a first message: the field "authorization", in whatever case, written
// as in the header or bare.
func tokenIn(payload json.RawMessage) string {
	var fields map[string]json.RawMessage // of anybody, so nothing but the one field is decoded
	if json.Unmarshal(payload, &fields) != nil {
		return ""
	}
	for name, value := range fields {
		var text string
		if strings.EqualFold(name, "authorization") && json.Unmarshal(value, &text) == nil {
			if scheme, token, ok := strings.Cut(text, " "); ok && strings.EqualFold(scheme, "Bearer") {
				return token
			}
			return text
		}
	}
	return ""
}

// outgoing is a message to a client.
type outgoing struct {
	ID      string `json:"id,omitempty"`
	Type    string `json:"type"`
	Payload any    `json:"payload,omitempty"`
}

// reply encodes a message. What cannot be encoded is told as an error of ours.
func reply(m outgoing) []byte {
	text, err := json.Marshal(m)
	if err == nil {
		return text
	}
	list := gqlerror.List{{Message: "internal error", Extensions: map[string]any{"code": "INTERNAL", "reason": "internal"}}}
	text, _ = json.Marshal(outgoing{m.ID, "error", list}) // these can always be
	return text
}
