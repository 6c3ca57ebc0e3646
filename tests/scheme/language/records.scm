(use-modules (test check))
;; Both spellings, mixed; defaults; thunked fields see the record.
(define-record-type* <account> account make-account account? this-account
  "An account."
  (name account-name (type string? "a string") (doc "Login name."))
  (uid account-uid (default 1001) (type integer? "an integer"))
  (home account-home (thunked) (default (string-append "/home/" (account-name this-record))))
  (mail account-mail (thunked) (default (string-append (account-name this-account) "@localhost")))
  (shell account-shell (default "/bin/sh")))
(define a (account (name "joe") #:uid 5))
(check (account? a))
(check (not (account? 5)))
(check-equal "joe" (account-name a))
(check-equal 5 (account-uid a))
(check-equal "/home/joe" (account-home a))
(check-equal "joe@localhost" (account-mail a))
(check-equal "/bin/sh" (account-shell a))
(define b (account (inherit a) (name "ann") (home (string-append "/u/" (account-name this-record)))))
(check-equal "ann" (account-name b))
(check-equal 5 (account-uid b))
(check-equal "/u/ann" (account-home b))
(check-equal "ann@localhost" (account-mail b))
(check-equal "/u/eve" (account-home (account (inherit b) #:name "eve")))
(check (not (eq? a (account (inherit a)))))
(check (not (equal? a (account (inherit a)))))
(check-equal "#<account name: \"joe\" uid: 5 home: #<thunk> mail: #<thunk> shell: \"/bin/sh\">"
             (object->string a))
(check-equal "z" (account-name (make-account "z" 1 "/h" "m" "s")))
---
(use-modules (test check))
;; Sanitizers, delayed and innate fields.
(define count 0)
(define-record-type* <thing> thing make-thing thing?
  (name thing-name (sanitize (lambda (x) (if (symbol? x) (symbol->string x) x)))
        (type string? "a string or a symbol"))
  (value thing-value (delayed) (default 1))
  (serial thing-serial (innate) (default 'none)))
(define t (thing (name 'a) (value (begin (set! count (+ count 1)) 42)) (serial 7)))
(check-equal "a" (thing-name t))
(check-equal 0 count)
(check-equal 42 (thing-value t))
(check-equal 42 (thing-value t))
(check-equal 1 count)
(define u (thing (inherit t) (name "u")))
(check-equal 'none (thing-serial u))
(check-equal 42 (thing-value u))
---
(use-modules (test check))
;; Where records and their fields were written.
(define-record-type* <pair> pair make-pair pair-record?
  (first pair-first) (second pair-second (default 2)))
(define p
  (pair (first 1)
        #:second (+ 1
                    1)))
(define (line+column location)
  (let ((parts (string-split (location->string location) #\:)))
    (list (list-ref parts (- (length parts) 2)) (last parts))))
(check-equal '("53" "3") (line+column (record-location p)))
(check-equal '("53" "16") (line+column (record-field-location p 'first)))
(check-equal '("54" "18") (line+column (record-field-location p 'second)))
(define q (pair (inherit p) (first 3)))
(check-equal '("62" "11") (line+column (record-location q)))
(check-equal '("54" "18") (line+column (record-field-location q 'second)))
(check-equal #f (record-location (make-pair 1 2)))
---
(use-modules (test check) (fruix lang records))
;; What is known about a type.
(define-record-type* <doc> doc make-doc doc?
  "Something documented."
  (title doc-title (type string? "a string") (doc "What it is called."))
  (pages doc-pages (thunked) (default (+ 1 1))))
(define type (record-type-of (doc (title "x"))))
(check-equal 'doc (record-type-name type))
(check-equal "Something documented." (record-type-doc type))
(check-equal '(title pages) (map field-name (record-type-fields type)))
(check-equal '(#f "(+ 1 1)") (map field-default (record-type-fields type)))
(check-equal '("a string" #f) (map field-type (record-type-fields type)))
(check-equal '("What it is called." #f) (map field-doc (record-type-fields type)))
(check-equal '(eager thunked) (map field-kind (record-type-fields type)))
(check-equal '(doc-title doc-pages) (map field-accessor (record-type-fields type)))
---
(use-modules (test check))
;; Records in macros, and a record type made by a macro.
(define-record-type* <box> box make-box box? (content box-content) (label box-label (default "")))
(define-syntax-rule (labelled-box text value) (box (label text) (content value)))
(check-equal "l" (box-label (labelled-box "l" 1)))
(define-syntax-rule (define-simple-type type name make name? field accessor)
  (define-record-type* type name make name? (field accessor)))
(define-simple-type <s> s make-s s? x s-x)
(check-equal 3 (s-x (s (x 3))))
---
(define-record-type* <server> server make-server server?
  (host-name server-host-name (type string? "a string"))
  (port server-port (default 80) (type integer? "an integer")))
(server
  (host-nane "x"))     ;;; error@4: unknown field `host-nane' of server; did you mean `host-name'\?
(server (host-name "x")
        (host-name "y")) ;;; error@10: duplicate field `host-name' of server
(server (port 1))      ;;; error@2: missing field `host-name' of server
(server (host-name))   ;;; error@10: field `host-name' of server takes one value, not 0
(server (host-name "a" "b")) ;;; error@10: takes one value, not 2; make a list of them
(server "x" (host-name "y")) ;;; error@9: bad clause of server; write \(FIELD VALUE\) or #:FIELD VALUE
(server #:host-name)   ;;; error@9: field `host-name' of server lacks a value
(server #:host-name "x" #:prot 1) ;;; error@25: unknown field `prot' of server; did you mean `port'\?
(server (host-name "x") (zzzzzz 1)) ;;; error@26: unknown field `zzzzzz' of server; its fields are host-name, port
---
;; Errors of values are all reported, each at its value; evaluation goes on.
(define-record-type* <server> server make-server server?
  (host-name server-host-name (type string? "a string"))
  (port server-port (default 80) (type integer? "an integer")))
(define a (server (host-name 'x)     ;;; error@30: field `host-name' of server must be a string, not 'x
                  (port "http")))    ;;; error@25: field `port' of server must be an integer, not "http"
(define b (server (inherit 5)        ;;; error@11: cannot inherit from 5: it is not a record of type server
                  (host-name "b")))
(define c (server (host-name "c") #:port #f)) ;;; error@42: must be an integer, not #f
;; What fails because of the errors above is not reported.
(string-length (server-host-name a))
---
;; A type's default is checked too.
(define-record-type* <wrong> wrong make-wrong wrong?
  (x wrong-x (default "one") (type integer? "an integer")))
(wrong) ;;; error@1: field `x' of wrong must be an integer, not "one"
---
(define-record-type* <a> a make-a a? (x a-x))
(a-x 5) ;;; error@1: `a-x' takes a record of type a, not 5
---
(define-record-type* <a> a make-a a? (x a-x))
(make-a 1 2) ;;; error@1: `make-a' takes 1 arguments, not 2
---
(define-record-type* <a> a make-a) ;;; error: bad define-record-type\* form
---
(define-record-type* <a> a make-a a?
  (x a-x (defualt 1))) ;;; error@10: unknown field option; the options are default
---
(define-record-type* <a> a make-a a?
  (x)) ;;; error@3: bad field; write \(NAME ACCESSOR OPTION
---
(define-record-type* <a> a make-a a?
  (x a-x)
  (x a-y)) ;;; error@3: duplicate field `x'
---
;; A thunked field of the wrong type is reported where it is written, when it is computed.
(define-record-type* <a> a make-a a?
  (x a-x (thunked) (type string? "a string")))
(define r (a (x (+ 1 1)))) ;;; error@17: field `x' of a must be a string, not 2
(a-x r)
---
(define-record-type* <a> a make-a a? (x a-x))
(define r (a (x 1))) ;;; error@17: x is one; make it two
(report-declaration-error! "x is one" (record-field-location r 'x) "make it two")
(define s (a (x 2))) ;;; error@11: too much
(raise-declaration-error "too much" (record-location s))
