;;; Commentary:
;;;
;;; Association lists and hash tables, as Guile has them.  The tables keep the order in which keys
;;; came, so that what is made from them depends on nothing else.

(define-module (fruix lang tables)
  #:export (assoc-ref assq-ref assv-ref acons alist-copy alist-delete
            make-hash-table hash-table? hash-ref hash-set! hash-remove! hash-count
            hash-for-each hash-map->list hash-fold
            hashq-ref hashq-set! hashq-remove! hashv-ref hashv-set! hashv-remove!))

(define (cdr-or-false pair)
  (and pair (cdr pair)))

(define (assoc-ref alist key)
  ;; Return what ALIST has for KEY, or #f.
  (cdr-or-false (assoc key alist)))

(define (assq-ref alist key)
  (cdr-or-false (assq key alist)))

(define (assv-ref alist key)
  (cdr-or-false (assv key alist)))

(define (acons key value alist)
  (cons (cons key value) alist))

(define (alist-copy alist)
  (map (lambda (entry) (cons (car entry) (cdr entry))) alist))

(define (alist-delete key alist #!optional (same? equal?))
  ;; Return ALIST without the entries for KEY.
  (let loop ((rest alist) (kept '()))
    (cond ((null? rest) (reverse! kept))
          ((same? key (caar rest)) (loop (cdr rest) kept))
          (else (loop (cdr rest) (cons (car rest) kept))))))

(define (make-hash-table #!optional (size 0))
  (fruix.scheme.runtime.HashTable))

(define (hash-table? object)
  (instance? object fruix.scheme.runtime.HashTable))

(define (hash-ref table key #!optional (default #f))
  ;; Return what TABLE has for KEY, or DEFAULT.
  (invoke (as fruix.scheme.runtime.HashTable table) 'ref key default))

(define (hash-set! table key value)
  (invoke (as fruix.scheme.runtime.HashTable table) 'set key value))

(define (hash-remove! table key)
  (invoke (as fruix.scheme.runtime.HashTable table) 'remove key))

(define (hash-entries table)
  (invoke (as fruix.scheme.runtime.HashTable table) 'entries))

(define (hash-fold procedure seed table)
  ;; Call PROCEDURE with each key and value of TABLE and what it returned before, SEED at first.
  (let loop ((entries (hash-entries table)) (result seed))
    (if (null? entries)
        result
        (loop (cdr entries) (procedure (caar entries) (cdar entries) result)))))

(define (hash-map->list procedure table)
  (map (lambda (entry) (procedure (car entry) (cdr entry))) (hash-entries table)))

(define (hash-for-each procedure table)
  (for-each (lambda (entry) (procedure (car entry) (cdr entry))) (hash-entries table)))

(define (hash-count predicate table)
  (hash-fold (lambda (key value count) (if (predicate key value) (+ count 1) count)) 0 table))

(define (hashq-ref table key #!optional (default #f)) (hash-ref table key default))
(define (hashv-ref table key #!optional (default #f)) (hash-ref table key default))
(define (hashq-set! table key value) (hash-set! table key value))
(define (hashv-set! table key value) (hash-set! table key value))
(define (hashq-remove! table key) (hash-remove! table key))
(define (hashv-remove! table key) (hash-remove! table key))
