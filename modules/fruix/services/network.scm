;;; Commentary:
;;; Networking: addresses by DHCP or written down.

(define-module (fruix services network)
  #:use-module (fruix types)
  #:use-module (fruix gexp)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:export (dhcp-service-type dhcp-configuration dhcp-configuration? dhcp-configuration-interfaces
            dhcp-configuration-background?
            static-network-service-type static-network static-network?
            static-network-interface static-network-address static-network-gateway
            static-network-name-servers static-network-search-domains))

(define (interface-name? x)
  ;; True for the name of an interface as ifconfig(8) has it, or "DEFAULT" for all of them.
  (and (item-name? x) (variable-name? (string-append "ifconfig_" x))))

(define-record-type* <dhcp-configuration>
  dhcp-configuration make-dhcp-configuration dhcp-configuration?
  (interfaces dhcp-configuration-interfaces (default '("DEFAULT"))
              (type (list-of interface-name?) "a list of interface names")
              (doc "Interfaces, as \"vtnet0\"; \"DEFAULT\" stands for all without a setting."))
  (background? dhcp-configuration-background? (default #f) (type boolean? "a boolean")
               (doc "Whether the boot goes on before there is an address.")))

(define (dhcp-settings config)
  (let ((value (if (dhcp-configuration-background? config) "DHCP" "SYNCDHCP")))
    (map (lambda (interface) (cons (string-append "ifconfig_" interface) value))
         (dhcp-configuration-interfaces config))))

(define dhcp-service-type
  (service-type
   (name 'dhcp)
   (value-check (list dhcp-configuration? "a dhcp-configuration"))
   (extensions (list (service-extension rc-conf-service-type dhcp-settings)))
   (default-value (dhcp-configuration))
   (description "Addresses by DHCP, with FreeBSD's dhclient.")))

(define-record-type* <static-network>
  static-network make-static-network static-network?
  (interface static-network-interface (type interface-name? "an interface name")
             (doc "Interface, as \"vtnet0\"."))
  (address static-network-address (type single-line? "an address with its prefix length")
           (doc "Address, as \"192.0.2.2/24\" or \"2001:db8::2/64\"."))
  (gateway static-network-gateway (default #f) (type (optional single-line?) "an address or #f")
           (doc "Default router."))
  (name-servers static-network-name-servers (default '())
                (type (list-of single-line?) "a list of addresses")
                (doc "Name servers of resolv.conf(5)."))
  (search-domains static-network-search-domains (default '())
                  (type (list-of host-name?) "a list of domains")
                  (doc "Search domains of resolv.conf(5).")))

(define (ipv6? address)
  (string-index address #\:))

(define (static-settings config)
  (let ((address (static-network-address config))
        (interface (static-network-interface config))
        (gateway (static-network-gateway config)))
    (append
     (if (ipv6? address)
         (list (cons (string-append "ifconfig_" interface "_ipv6")
                     (string-append "inet6 " address)))
         (list (cons (string-append "ifconfig_" interface) (string-append "inet " address))))
     (cond ((not gateway) '())
           ((ipv6? gateway) (list (cons "ipv6_defaultrouter" gateway)))
           (else (list (cons "defaultrouter" gateway)))))))

(define (resolv-conf config)
  (let ((servers (static-network-name-servers config))
        (domains (static-network-search-domains config)))
    (if (and (null? servers) (null? domains))
        '()
        (list (list "resolv.conf"
                    (plain-file
                     "resolv.conf"
                     (string-append
                      (if (null? domains)
                          ""
                          (string-append "search " (string-join domains " ") "\n"))
                      (string-join (map (lambda (s) (string-append "nameserver " s)) servers)
                                   "\n" 'suffix))))))))

(define static-network-service-type
  (service-type
   (name 'static-network)
   (value-check (list (list-of static-network?) "a list of static-networks"))
   (extensions (list (service-extension
                      rc-conf-service-type
                      (lambda (configs) (append-map static-settings configs)))
                     (service-extension
                      etc-service-type
                      (lambda (configs) (append-map resolv-conf configs)))))
   (default-value '())
   (description "Interfaces with written-down addresses: a list of static-networks.")))
