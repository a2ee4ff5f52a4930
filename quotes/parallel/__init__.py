"""One document after another through ``extract``, in this process or in several, whatever becomes of them."""
