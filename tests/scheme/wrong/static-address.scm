(use-modules (fruix system freebsd)
             (fruix services network)
             (fruix packages sample))

(define base
  (freebsd-base (name "sample") (version-label "sample-1")))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages)
  (services
    (list (service static-network-service-type
                   (list (static-network (interface "em0") (address "192.0.2.256/24"))
                         (static-network (interface "em0") (address "192.0.2.2/33"))
                         (static-network (interface "em0") (address "192.0.2.2/24") (gateway "gate"))
                         (static-network (interface "em1") (address "2001:db8::2::3/64"))
                         (static-network (interface "em1") (address "2001:db8:::3"))
                         (static-network (interface "em1") (address "2001:db8:1:2:3:4:5:6:7"))
                         (static-network (interface "em1") (address "2001:db8::/129"))
                         (static-network (interface "em1") (address "::1") (name-servers '("ns1"))))))))
