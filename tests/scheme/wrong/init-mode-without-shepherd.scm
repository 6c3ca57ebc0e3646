(use-modules (fruix system freebsd)
             (fruix packages sample))

(operating-system
  (host-name "wrong")
  (freebsd-base (freebsd-base (name "sample") (version-label "sample-1")))
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages)
  (init-mode 'shepherd-pid1))
