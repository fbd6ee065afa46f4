// Remembers on this device which sections of an edition a reader chose, only when they ask for it.
// Without this script the form still works: it is a plain GET.
