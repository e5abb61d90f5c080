package framework

import (
	"bufio"
	"context"
	"strconv"

	"argmap/internal/codec"
)

// TGF is the trivial graph format: a line for each argument, which has its number from 1, then "#", then a
// line for each attack. The kind, id and words of an argument stand behind its number.
func TGF() codec.Format {
	return written("tgf", "Attacks as a framework (TGF)", ".tgf", func(w *writer) {
		for i, e := range w.arguments {
			w.say(strconv.Itoa(i+1), " ", says(e), "\n")
		}
		w.say("#\n")
		for _, a := range w.attacks {
			w.say(strconv.Itoa(a[0]+1), " ", strconv.Itoa(a[1]+1), "\n")
		}
	})
}

// APX has a fact for each argument, a1 and so on, and for each attack. A comment before each argument has
// its kind, id and words.
func APX() codec.Format {
	return written("apx", "Attacks as a framework (APX)", ".apx", func(w *writer) {
		for i, e := range w.arguments {
			w.say("% ", says(e), "\narg(a", strconv.Itoa(i+1), ").\n")
		}
		for _, a := range w.attacks {
			w.say("att(a", strconv.Itoa(a[0]+1), ",a", strconv.Itoa(a[1]+1), ").\n")
		}
	})
}

// ICCMA is the format of the solver competition since 2023: the number of arguments, then a line for each
// attack. A comment for each argument has its number from 1, its kind, id and words.
func ICCMA() codec.Format {
	return written("iccma", "Attacks as a framework (ICCMA 2023)", ".af", func(w *writer) {
		w.say("p af ", strconv.Itoa(len(w.arguments)), "\n")
		for i, e := range w.arguments {
			w.say("# ", strconv.Itoa(i+1), " ", says(e), "\n")
		}
		for _, a := range w.attacks {
			w.say(strconv.Itoa(a[0]+1), " ", strconv.Itoa(a[1]+1), "\n")
		}
	})
}

// writer writes a framework. Errors stay in the buffer until it is flushed.
type writer struct {
	*bufio.Writer
	*framework
}

func (w *writer) say(parts ...string) {
	for _, s := range parts {
		_, _ = w.WriteString(s)
	}
}

func written(name, title, extension string, write func(*writer)) codec.Format {
	return codec.Format{
		Name: name, Title: title, MediaType: "text/plain", Extensions: []string{extension}, Losses: losses,
		Encode: func(_ context.Context, d *codec.Document, out codec.Output) error {
			to, err := out.Create(out.Name + extension)
			if err != nil {
				return err
			}
			w := &writer{bufio.NewWriter(to), derive(d)}
			write(w)
			return w.Flush()
		},
	}
}
