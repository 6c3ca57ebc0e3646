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
  (address static-network-address
           (type interface-address? "an address with its prefix length" "as \"192.0.2.2/24\" or \"2001:db8::2/64\"")
           (doc "Address, as \"192.0.2.2/24\" or \"2001:db8::2/64\"."))
  (gateway static-network-gateway (default #f)
           (type (optional ip-address?) "an address or #f" "as \"192.0.2.1\" or \"fe80::1%vtnet0\"")
           (doc "Default router."))
  (name-servers static-network-name-servers (default '())
                (type (list-of ip-address?) "a list of addresses" "each as \"192.0.2.53\"")
                (doc "Name servers of resolv.conf(5)."))
  (search-domains static-network-search-domains (default '())
                  (type (list-of host-name?) "a list of domains")
                  (doc "Search domains of resolv.conf(5).")))

(define (ipv6? address)
  (string-index address #\:))

(define (interface-settings interface addresses)
  ;; The variables of rc.conf(5) that give INTERFACE its ADDRESSES: the first of each family has a variable
  ;; of its own, the others are numbered.
  (define name (string-append "ifconfig_" interface))
  (define (value address)
    (string-append (if (ipv6? address) "inet6 " "inet ") address))
  (let loop ((rest addresses) (names '()) (alias 0) (settings '()))
    (if (null? rest)
        (reverse settings)
        (let ((first (if (ipv6? (car rest)) (string-append name "_ipv6") name)))
          (if (member first names)
              (loop (cdr rest) names (+ alias 1)
                    (cons (cons (string-append name "_alias" (number->string alias)) (value (car rest)))
                          settings))
              (loop (cdr rest) (cons first names) alias
                    (cons (cons first (value (car rest))) settings)))))))

(define (static-settings configs)
  (append
   (append-map (lambda (interface)
                 (interface-settings
                  interface
                  (map static-network-address
                       (filter (lambda (c) (equal? (static-network-interface c) interface)) configs))))
               (delete-duplicates (map static-network-interface configs)))
   (map (lambda (gateway)
          (cons (if (ipv6? gateway) "ipv6_defaultrouter" "defaultrouter") gateway))
        (filter-map static-network-gateway configs))))

(define (resolv-conf configs)
  ;; The file resolv.conf of all CONFIGS together.
  (let ((servers (delete-duplicates (append-map static-network-name-servers configs)))
        (domains (delete-duplicates (append-map static-network-search-domains configs))))
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
                      rc-conf-service-type static-settings)
                     (service-extension
                      etc-service-type resolv-conf)))
   (default-value '())
   (description "Interfaces with written-down addresses: a list of static-networks.")))
