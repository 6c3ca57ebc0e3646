(operating-system
  (host-name "x"))
