;;; What a declaration looks like: data built from data.

(define %packages '("base" "kernel" "ssh"))

(define users
  (map (lambda (name uid)
         `((name . ,name) (uid . ,uid) (groups "wheel" ,(string-append "g-" name))))
       '("alice" "bob")
       (iota 2 1001)))

(define (assoc-ref* alist key) (let ((pair (assq key alist))) (and pair (cdr pair))))

(define (passwd-line user)
  (string-append (assoc-ref* user 'name) ":*:" (number->string (assoc-ref* user 'uid))
                 ":" (string-join (assoc-ref* user 'groups) ",")))

(define (loader.conf entries)
  (string-concatenate
   (map (lambda (entry) (string-append (car entry) "=\"" (cdr entry) "\"\n")) entries)))

(define rc.conf
  (let loop ((settings '((sshd_enable . "YES") (hostname . "host") (ifconfig_em0 . "DHCP"))) (text ""))
    (if (null? settings)
        text
        (loop (cdr settings)
              (string-append text (symbol->string (caar settings)) "=" (cdar settings) "\n")))))

(define (validate user)
  (unless (and (string? (assoc-ref* user 'name)) (exact-integer? (assoc-ref* user 'uid)))
    (error "bad user" user))
  user)

(define os
  `(operating-system
    (host-name "fruix")
    (users ,@(map validate users))
    (passwd ,(map passwd-line users))
    (loader ,(loader.conf '(("boot_multicons" . "YES") ("console" . "comconsole,efi"))))
    (rc ,rc.conf)
    (packages ,(delete-duplicates (append %packages '("ssh" "ntp"))))))

os
