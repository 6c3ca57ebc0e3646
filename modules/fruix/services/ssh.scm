;;; Commentary:
;;; The OpenSSH server of FreeBSD's base. Host keys are made on the machine at its first start.

(define-module (fruix services ssh)
  #:use-module (fruix types)
  #:use-module (fruix gexp)
  #:use-module (fruix services)
  #:use-module (fruix services base)
  #:export (ssh-service-type ssh-configuration ssh-configuration? ssh-configuration-port
            ssh-configuration-permit-root-login ssh-configuration-password-authentication?
            ssh-configuration-listen-addresses ssh-configuration-extra-lines))

(define-record-type* <ssh-configuration>
  ssh-configuration make-ssh-configuration ssh-configuration?
  (port ssh-configuration-port (default 22) (type port-number? "a port from 1 to 65535")
        (doc "TCP port."))
  (permit-root-login ssh-configuration-permit-root-login (default #f)
                     (type (one-of #f #t 'without-password 'prohibit-password
                                   'forced-commands-only)
                           "#f, #t, 'without-password or 'forced-commands-only")
                     (doc "Whether root may log in; 'without-password: with a key only."))
  (password-authentication? ssh-configuration-password-authentication? (default #f)
                            (type boolean? "a boolean")
                            (doc "Whether passwords are accepted."))
  (listen-addresses ssh-configuration-listen-addresses (default '())
                    (type (list-of single-line?) "a list of addresses")
                    (doc "Addresses to listen on; empty for all."))
  (extra-lines ssh-configuration-extra-lines (default '())
               (type (list-of single-line?) "a list of lines")
               (doc "Further lines of sshd_config(5).")))

(define (root-login->string value)
  (case value
    ((#f) "no")
    ((#t) "yes")
    ((without-password prohibit-password) "prohibit-password")
    (else "forced-commands-only")))

(define (yes-or-no value)
  (if value "yes" "no"))

(define (sshd-config config)
  (string-join
   (append
    (list "# Made by Fruix from the system's declaration."
          (string-append "Port " (number->string (ssh-configuration-port config))))
    (map (lambda (address) (string-append "ListenAddress " address))
         (ssh-configuration-listen-addresses config))
    (list (string-append "PermitRootLogin "
                         (root-login->string (ssh-configuration-permit-root-login config)))
          (string-append "PasswordAuthentication "
                         (yes-or-no (ssh-configuration-password-authentication? config)))
          (string-append "KbdInteractiveAuthentication "
                         (yes-or-no (ssh-configuration-password-authentication? config)))
          "UsePAM yes"
          "AuthorizedKeysFile .ssh/authorized_keys"
          "Subsystem sftp /usr/libexec/sftp-server")
    (ssh-configuration-extra-lines config))
   "\n" 'suffix))

(define ssh-service-type
  (service-type
   (name 'ssh)
   (value-check (list ssh-configuration? "an ssh-configuration"))
   (extensions
    (list (service-extension etc-service-type
                             (lambda (config)
                               (list (list "ssh/sshd_config"
                                           (plain-file "sshd_config" (sshd-config config))))))
          (service-extension rc-service-type
                             (lambda (config)
                               (list (rc-service
                                      (name "sshd")
                                      (requirement '(networking))))))))
   (default-value (ssh-configuration))
   (description "The OpenSSH server.")))
