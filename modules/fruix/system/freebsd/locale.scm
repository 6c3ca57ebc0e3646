;;; Commentary:
;;; The locale of logins. FreeBSD's login class has C.UTF-8; another one is set by the start-up files of
;;; shells, which follow each switch, where /etc/login.conf is the machine's own. What somebody's login
;;; class or ~/.login_conf says otherwise stands.

(define-module (fruix system freebsd locale)
  #:use-module (fruix types)
  #:use-module (fruix gexp)
  #:export (%freebsd-locale locale-files))

(define %freebsd-locale
  ;; Of the class `default' in login.conf(5), since FreeBSD 13.
  "C.UTF-8")

(define (charset locale)
  ;; The character set of LOCALE, as MM_CHARSET has it.
  (let ((dot (string-index locale #\.)))
    (if dot
        (car (string-split (string-drop locale (+ dot 1)) #\@))
        "US-ASCII")))

(define %made-by
  "# Made by Fruix from the system's declaration.\n")

(define (locale-files locale)
  ;; Files of /etc, (NAME OBJECT), that give logins LOCALE where they would have FreeBSD's.
  (if (string=? locale %freebsd-locale)
      '()
      (list (list "profile.d/fruix-locale.sh"
                  (plain-file "fruix-locale.sh"
                              (string-append
                               %made-by
                               "case ${LANG:-" %freebsd-locale "} in\n"
                               %freebsd-locale ")\n"
                               "\texport LANG=" locale " MM_CHARSET=" (charset locale) "\n"
                               "\t;;\n"
                               "esac\n")))
            (list "csh.login"
                  (plain-file "csh.login"
                              (string-append
                               %made-by
                               "if (! $?LANG) setenv LANG " %freebsd-locale "\n"
                               "if (\"$LANG\" == \"" %freebsd-locale "\") then\n"
                               "\tsetenv LANG " locale "\n"
                               "\tsetenv MM_CHARSET " (charset locale) "\n"
                               "endif\n"))))))
