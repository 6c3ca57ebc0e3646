;;; Commentary:
;;; The activation script: what brings a running machine in step with a system.

(define-module (fruix system freebsd activation)
  #:use-module (fruix services base)
  #:use-module (fruix system freebsd accounts)
  #:use-module (fruix system freebsd model)
  #:use-module (fruix system freebsd rootfs)
  #:export (activation-script))

(define (owner-words a)
  (string-append (number->string (resolved-account-uid a)) " "
                 (number->string (resolved-account-gid a)) " "
                 (sh-quote (resolved-account-home a))))

(define (keys-lines words keys)
  ;; sh that writes KEYS, or nothing when there are none.
  (if (null? keys)
      '()
      (append (list (string-append "authorized_keys " words " <<'FRUIX-KEYS'"))
              keys
              (list "FRUIX-KEYS"))))

(define (account-lines a)
  (let ((user (resolved-account-account a)))
    (append (if (user-account-create-home-directory? user)
                (list (string-append "home " (owner-words a)))
                '())
            (keys-lines (owner-words a) (user-account-authorized-keys user)))))

(define (replace-mark text mark replacement)
  (let ((at (string-contains text mark)))
    (string-append (substring text 0 at)
                   replacement
                   (substring text (+ at (string-length mark)) (string-length text)))))

(define (activation-script template accounts root-keys snippets)
  ;; TEMPLATE, guest/activate.sh, with the homes and keys of ACCOUNTS, resolved ones, root's keys and
  ;; the services' SNIPPETS, strings of sh.
  (replace-mark
   (replace-mark
    (replace-mark template "@REGULAR@" (string-join (map car %regular-etc-files) " "))
    "@ACCOUNTS@"
    (string-join (append (keys-lines "0 0 /root" root-keys) (append-map account-lines accounts))
                 "\n"))
   "@SNIPPETS@" (string-join snippets "\n")))
