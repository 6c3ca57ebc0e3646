(use-modules (fruix system freebsd))

(define result
  (freebsd-native-result
    (path "/frx/store/0123456789012345678901234567890123456789-fruix-native-build-result")))

(operating-system
  (host-name "wrong")
  (freebsd-base (freebsd-base (name "promoted") (version-label "1")))
  (kernel (freebsd-promoted-kernel-for result))
  (bootloader (freebsd-promoted-bootloader-for result))
  (base-packages (freebsd-promoted-system-packages-for result)))
