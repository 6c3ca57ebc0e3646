;;; Commentary:
;;; Services after Guix's model: a service type says which other types it extends and with what; folding
;;; a list of services gives each its final value. Every error names the places of the services it is
;;; about.

(define-module (fruix services)
  #:use-module (fruix types)
  #:export (service-type service-type? service-type-name service-type-extensions
            service-type-compose service-type-extend service-type-default-value
            service-type-description service-type-value-check service-type-takes
            service-extension service-extension? service-extension-target
            service-extension-compute
            service service? service-kind service-value service-location
            simple-service modify-services modify-services/location modify-service service/location
            simple-service/location
            fold-services folded-value contributor-location))

(define %no-default
  ;; Stands for a service type that has no default value.
  (list 'no-default))

(define (type-name? x)
  (symbol? x))

(define (type-and-noun? x)
  (or (not x)
      (and (list? x) (= 2 (length x)) (procedure? (car x)) (string? (cadr x)))))

(define-record-type <service-extension>
  (service-extension target compute)
  service-extension?
  (target service-extension-target)
  (compute service-extension-compute))

(define (whole-extension? x)
  (and (service-extension? x)
       (service-type? (service-extension-target x))
       (procedure? (service-extension-compute x))))

(define-record-type* <service-type>
  service-type make-service-type service-type?
  (name service-type-name (type type-name? "a symbol")
        (doc "Name of the service type."))
  (extensions service-type-extensions (default '()) (delayed)
              (type (list-of whole-extension?) "a list of service-extensions"
                    "each is (service-extension TYPE PROCEDURE), where TYPE is a service type, not its name")
              (doc "What it contributes to other types."))
  (compose service-type-compose (default #f) (type (optional procedure?) "a procedure or #f")
           (doc "Makes one value of the list of all contributions; #f: nobody may extend it."))
  (extend service-type-extend (default #f) (type (optional procedure?) "a procedure or #f")
          (doc "Makes the final value of the service's own and the composed contributions."))
  (default-value service-type-default-value (default %no-default)
                 (doc "Value of a service that gives none."))
  (value-check service-type-value-check (default #f)
               (type type-and-noun? "(PREDICATE NOUN) or #f")
               (doc "What the value of a service of this type is; #f: anything."))
  (takes service-type-takes (default #f)
         (type type-and-noun? "(PREDICATE NOUN) or #f")
         (doc "What each contribution of another service is; #f: anything."))
  (description service-type-description (default "") (type string? "a string")
               (doc "What it does, in a sentence.")))

(define-record-type <service>
  (%service type value location)
  service?
  (type service-kind)
  (value service-value)
  (location service-location))

(define (checked-service type value location)
  ;; A service of TYPE with VALUE, which has to be what the type says.
  (let ((check (service-type-value-check type)))
    (unless (or (not check) (erroneous? value) ((car check) value))
      (raise-declaration-error
       (string-append "service `" (symbol->string (service-type-name type)) "' takes "
                      (cadr check) ", not " (value->words value))
       location (element-hint check value)))
    (%service type value location)))

(define (element-hint check value)
  ;; A hint for VALUE, refused by CHECK, when a list of it would not be.
  (and ((car check) (list value)) "make a list of it: (list …)"))

(define (service/location location type . value)
  (cond ((not (service-type? type))
         (raise-declaration-error
          (string-append "service: the first argument must be a service type, not "
                         (value->words type))
          location "as in (service ssh-service-type)"))
        ((and (pair? value) (pair? (cdr value)))
         (raise-declaration-error
          (string-append "service `" (symbol->string (service-type-name type))
                         "' takes one value")
          location #f))
        ((pair? value)
         (checked-service type (car value) location))
        ((eq? (service-type-default-value type) %no-default)
         (raise-declaration-error
          (string-append "service `" (symbol->string (service-type-name type))
                         "' has no default value")
          location "give its configuration as the second argument"))
        (else (%service type (service-type-default-value type) location))))

;; (service TYPE [VALUE]) is a service of TYPE with VALUE, or with TYPE's default one.
(define-syntax service
  (syntax-rules ()
    ((_ argument ...) (service/location (source-location) argument ...))))

(define (simple-service/location location name target value)
  (unless (service-type? target)
    (raise-declaration-error
     (string-append "simple-service: the second argument must be a service type, not "
                    (value->words target))
     location "as in (simple-service 'mine rc-conf-service-type '((\"zfs_enable\" . \"YES\")))"))
  (%service (service-type
             (name name)
             (extensions (list (service-extension target (lambda (value) value)))))
            value
            location))

;; (simple-service 'NAME TARGET VALUE) extends the service type TARGET with VALUE and does nothing else.
(define-syntax simple-service
  (syntax-rules ()
    ((_ argument ...) (simple-service/location (source-location) argument ...))))

(define (modify-service services type change location)
  (unless (any (lambda (s) (eq? (service-kind s) type)) services)
    (raise-declaration-error
     (string-append "modify-services: no service `" (symbol->string (service-type-name type))
                    "' in the list")
     location #f))
  (filter-map (lambda (s)
                (if (eq? (service-kind s) type)
                    (and change
                         (checked-service type (change (service-value s))
                                          (or location (service-location s))))
                    s))
              services))


;; (modify-services SERVICES (TYPE NAME => VALUE) … (delete TYPE) …) is SERVICES with the value of each
;; TYPE, bound to NAME, replaced by VALUE, and without those to delete.
(define-syntax modify-services
  (syntax-rules ()
    ((_ services clause ...)
     (modify-services/location (source-location) services clause ...))))

(define-syntax modify-services/location
  (syntax-rules (delete =>)
    ((_ location services) services)
    ((_ location services (delete type) clause ...)
     (modify-services/location
      location (modify-service services type #f location) clause ...))
    ((_ location services (type name => value) clause ...)
     (modify-services/location
      location (modify-service services type (lambda (name) value) location) clause ...))))

;;; Folding.

(define (name-of s)
  (symbol->string (service-type-name (service-kind s))))

(define (also-at services)
  ;; A hint that names the places of SERVICES; those of Fruix's own lists have none.
  (let ((places (filter-map service-location services)))
    (string-append
     (if (null? places)
         "the other one is"
         (string-append "also at " (string-join (map location->string places) ", ")))
     (cond ((= (length places) (length services)) "")
           ((null? places) " in a list of Fruix's own, as %base-services")
           (else " and in a list of Fruix's own, as %base-services")))))

(define (services-of type services)
  (filter (lambda (s) (eq? (service-kind s) type)) services))

(define (instantiate-missing services)
  ;; SERVICES and, with their default values, those that they extend but that nobody gave.
  (let loop ((todo services) (all services))
    (if (null? todo)
        all
        (let add ((extensions (service-type-extensions (service-kind (car todo))))
                  (todo-more (cdr todo))
                  (all all))
          (if (null? extensions)
              (loop todo-more all)
              (let ((target (service-extension-target (car extensions))))
                (cond ((pair? (services-of target all))
                       (add (cdr extensions) todo-more all))
                      ((eq? (service-type-default-value target) %no-default)
                       (raise-declaration-error
                        (string-append "service `" (name-of (car todo)) "' extends `"
                                       (symbol->string (service-type-name target))
                                       "', which is not among the services")
                        (service-location (car todo))
                        (string-append "add a service of type `"
                                       (symbol->string (service-type-name target)) "'")))
                      (else
                       (let ((new (%service target (service-type-default-value target)
                                            (service-location (car todo)))))
                         (add (cdr extensions)
                              (append todo-more (list new))
                              (append all (list new))))))))))))

(define (check-single-targets services)
  ;; Reports types that are given more than once: duplicates, and ambiguous targets of extensions.
  (let ((extended (append-map
                   (lambda (s)
                     (map service-extension-target (service-type-extensions (service-kind s))))
                   services)))
    (let loop ((rest services) (seen '()))
      (unless (null? rest)
        (let* ((s (car rest)) (type (service-kind s)) (others (services-of type (cdr rest))))
          (when (and (pair? others) (not (memq type seen)))
            (let ((shown (or (find service-location others) s)))
              (report-declaration-error!
               (if (memq type extended)
                   (string-append "service `" (name-of s)
                                  "' is extended by others but given more than once")
                   (string-append "service `" (name-of s) "' is given more than once"))
               (service-location shown)
               (also-at (delete shown (cons s others) eq?)))))
          (loop (cdr rest) (cons type seen)))))))

(define (fold-services services)
  ;; The final values of SERVICES as a list of (SERVICE-TYPE . VALUE).
  (for-each (lambda (s)
              (unless (service? s)
                (raise-declaration-error
                 "the list of services holds something that is not a service" #f
                 "each element is made by (service TYPE VALUE)")))
            services)
  (check-single-targets services)
  (let ((services (instantiate-missing services)))
    (define values-so-far '())
    (define (contributions s path)
      ;; What the other services give to S, in the order of the list.
      (check-extensible s services)
      (append-map
       (lambda (other)
         (map (lambda (extension)
                (checked-contribution
                 other (service-kind s)
                 ((service-extension-compute extension) (value-of other path))))
              (extensions-to other (service-kind s))))
       services))
    (define (value-of s path)
      (let ((known (assq s values-so-far)))
        (if known
            (cdr known)
            (begin
              (when (memq s path)
                (raise-declaration-error
                 (string-append "services extend each other in a circle: "
                                (string-join (map name-of (reverse (cons s path))) " <- "))
                 (service-location s)
                 (also-at (delete s path eq?))))
              (let ((value (final-value s (contributions s (cons s path)))))
                (set! values-so-far (cons (cons s value) values-so-far))
                value)))))
    (map (lambda (s) (cons (service-kind s) (value-of s '()))) services)))

(define (checked-contribution s target given)
  ;; GIVEN, which the service S contributes to services of type TARGET, if it is what those take.
  (let ((check (service-type-takes target)))
    (unless (or (not check) ((car check) given))
      (raise-declaration-error
       (string-append "service `" (name-of s) "' gives `"
                      (symbol->string (service-type-name target)) "' "
                      (value->words given) ", which is not " (cadr check))
       (service-location s) (element-hint check given)))
    given))

(define (final-value s given)
  (let* ((type (service-kind s))
         (compose (service-type-compose type))
         (extend (service-type-extend type)))
    (cond ((not compose) (service-value s))
          ((not extend)
           (raise-declaration-error
            (string-append "service type `" (name-of s) "' has a compose but no extend: "
                           "what others give it would be lost")
            (record-field-location type 'compose)
            "add (extend (lambda (value composed) …)), or leave compose out"))
          (else (extend (service-value s) (compose given))))))

(define (extensions-to s type)
  ;; The extensions of service S that have the target TYPE.
  (filter (lambda (extension) (eq? (service-extension-target extension) type))
          (service-type-extensions (service-kind s))))

(define (check-extensible s services)
  ;; Raises an error if one of SERVICES extends S, whose type does not take contributions.
  (unless (service-type-compose (service-kind s))
    (let ((extender (find (lambda (other) (pair? (extensions-to other (service-kind s)))) services)))
      (when extender
        (raise-declaration-error
         (string-append "service `" (name-of extender) "' extends `" (name-of s)
                        "', which takes no contributions")
         (service-location extender)
         "give that service a value of its own instead")))))

(define (contributor-location services type contribution?)
  ;; Where the user wrote the last of SERVICES that directly gives TYPE a list with an element for
  ;; which CONTRIBUTION? holds; #f when there is none.
  (let ((found (filter (lambda (s)
                         (and (service-location s)
                              (any (lambda (extension)
                                     (any contribution?
                                          ((service-extension-compute extension)
                                           (service-value s))))
                                   (extensions-to s type))))
                       services)))
    (and (pair? found) (service-location (last found)))))

(define (folded-value folded type)
  ;; The final value of TYPE in FOLDED, a result of fold-services, or #f.
  (let ((found (assq type folded)))
    (and found (cdr found))))
