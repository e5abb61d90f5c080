package storetest

const (
	lawSetting    = "Setting gives a setting of the database; false when it was never set"
	lawPutSetting = "PutSetting sets it, or, when onlyNew, sets it only if it was never set; it tells whether it did"
)

func settingLaws() []law {
	return []law{
		{lawSetting, settings, shared},
		{lawPutSetting, putsSetting, shared},
		{lawPutSetting + " — when onlyNew", putsNewSetting, shared},
	}
}

// setting demands that a setting has this value.
func (w *world) setting(name, want string) {
	w.Helper()
	got, ok, err := w.s.Setting(w.ctx, name)
	w.ok(err)
	w.same("known", ok, true)
	w.same("setting", got, want)
}

// putSetting sets a setting and demands that it did or did not.
func (w *world) putSetting(name, value string, onlyNew, want bool) {
	w.Helper()
	did, err := w.s.PutSetting(w.ctx, name, value, onlyNew)
	w.ok(err)
	w.same("did", did, want)
}

func settings(w *world) {
	name := newWord()
	_, ok, err := w.s.Setting(w.ctx, name)
	w.ok(err)
	w.same("known", ok, false)
	w.putSetting(name, "", false, true)
	w.setting(name, "")
	_, ok, err = w.s.Setting(w.ctx, name+" ")
	w.ok(err)
	w.same("known", ok, false)
}

func putsSetting(w *world) {
	name := newWord()
	for _, v := range []string{"one", "two", "two", "日本 '\" \n"} {
		w.putSetting(name, v, false, true)
		w.setting(name, v)
	}
}

func putsNewSetting(w *world) {
	name := newWord()
	w.putSetting(name, "one", true, true)
	w.putSetting(name, "two", true, false)
	w.setting(name, "one")
	w.putSetting(name, "three", false, true)
	w.putSetting(name, "four", true, false)
	w.setting(name, "three")
	w.putSetting(name+"e", "", true, true)
	w.putSetting(name+"e", "five", true, false)
	w.setting(name+"e", "")
}
