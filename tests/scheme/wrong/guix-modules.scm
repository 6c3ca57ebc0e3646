(use-modules (gnu)
             (gnu services ssh))

(operating-system
  (host-name "wrong")
  (timezone "Europe/Berlin"))
