;;; Commentary:
;;;
;;; Lists, as SRFI-1 and Guile have them.

(define-module (fruix lang lists)
  #:export (first second third fourth fifth last last-pair
            take drop take-while drop-while take-right drop-right
            split-at span break list-head cons* iota list-tabulate
            fold fold-right reduce reduce-right unfold
            filter remove partition filter-map append-map concatenate append-reverse
            delete delete-duplicates find find-tail any every list-index count
            lset-adjoin lset-union lset-difference lset-intersection
            sort stable-sort))

(define (first list) (car list))
(define (second list) (cadr list))
(define (third list) (caddr list))
(define (fourth list) (cadddr list))
(define (fifth list) (car (cddddr list)))

(define (last-pair list)
  ;; Return the last pair of LIST.
  (if (pair? (cdr list))
      (last-pair (cdr list))
      list))

(define (last list)
  ;; Return the last element of LIST.
  (car (last-pair list)))

(define (take list count)
  ;; Return the first COUNT elements of LIST.
  (let loop ((list list) (count count) (taken '()))
    (if (eqv? count 0)
        (reverse! taken)
        (loop (cdr list) (- count 1) (cons (car list) taken)))))

(define (drop list count)
  ;; Return LIST without its first COUNT elements.
  (if (eqv? count 0)
      list
      (drop (cdr list) (- count 1))))

(define (list-head list count)
  (take list count))

(define (take-right list count)
  (drop list (- (length list) count)))

(define (drop-right list count)
  (take list (- (length list) count)))

(define (split-at list count)
  (values (take list count) (drop list count)))

(define (take-while predicate list)
  (let loop ((list list) (taken '()))
    (if (and (pair? list) (predicate (car list)))
        (loop (cdr list) (cons (car list) taken))
        (reverse! taken))))

(define (drop-while predicate list)
  (if (and (pair? list) (predicate (car list)))
      (drop-while predicate (cdr list))
      list))

(define (span predicate list)
  (values (take-while predicate list) (drop-while predicate list)))

(define (break predicate list)
  (span (lambda (x) (not (predicate x))) list))

(define (cons* first . rest)
  ;; Return a list of the arguments whose tail is the last of them.
  (let loop ((first first) (rest rest))
    (if (null? rest)
        first
        (cons first (loop (car rest) (cdr rest))))))

(define (iota count #!optional (start 0) (step 1))
  ;; Return the COUNT numbers START, START + STEP, ...
  (let loop ((i (- count 1)) (numbers '()))
    (if (< i 0)
        numbers
        (loop (- i 1) (cons (+ start (* i step)) numbers)))))

(define (list-tabulate count procedure)
  (map procedure (iota count)))

(define (any-null? lists)
  (and (pair? lists)
       (or (not (pair? (car lists)))
           (any-null? (cdr lists)))))

(define (fold procedure seed list . lists)
  ;; Call PROCEDURE with each element and what it returned before, SEED at first.
  (if (null? lists)
      (let loop ((list list) (result seed))
        (if (pair? list)
            (loop (cdr list) (procedure (car list) result))
            result))
      (let loop ((lists (cons list lists)) (result seed))
        (if (any-null? lists)
            result
            (loop (map cdr lists)
                  (apply procedure (append (map car lists) (cons result '()))))))))

(define (fold-right procedure seed list . lists)
  ;; Like FOLD, from the last elements to the first.
  (if (null? lists)
      (let loop ((list (reverse list)) (result seed))
        (if (pair? list)
            (loop (cdr list) (procedure (car list) result))
            result))
      (let loop ((lists (cons list lists)))
        (if (any-null? lists)
            seed
            (apply procedure (append (map car lists) (cons (loop (map cdr lists)) '())))))))

(define (reduce procedure default list)
  (if (null? list)
      default
      (fold procedure (car list) (cdr list))))

(define (reduce-right procedure default list)
  (if (null? list)
      default
      (let ((reversed (reverse list)))
        (fold procedure (car reversed) (cdr reversed)))))

(define (unfold stop? mapper successor seed)
  (let loop ((seed seed) (result '()))
    (if (stop? seed)
        (reverse! result)
        (loop (successor seed) (cons (mapper seed) result)))))

(define (filter predicate list)
  ;; Return the elements of LIST that satisfy PREDICATE.
  (let loop ((list list) (kept '()))
    (cond ((not (pair? list)) (reverse! kept))
          ((predicate (car list)) (loop (cdr list) (cons (car list) kept)))
          (else (loop (cdr list) kept)))))

(define (remove predicate list)
  ;; Return the elements of LIST that do not satisfy PREDICATE.
  (filter (lambda (x) (not (predicate x))) list))

(define (partition predicate list)
  (values (filter predicate list) (remove predicate list)))

(define (filter-map procedure list . lists)
  ;; Return what PROCEDURE returns for the elements of LIST, less what is #f.
  (filter (lambda (x) x) (apply map procedure list lists)))

(define (append-map procedure list . lists)
  ;; Return the concatenation of the lists that PROCEDURE returns.
  (concatenate (apply map procedure list lists)))

(define (concatenate lists)
  (apply append lists))

(define (append-reverse list tail)
  (fold cons tail list))

(define (delete item list #!optional (same? equal?))
  ;; Return LIST without what is the SAME? as ITEM.
  (remove (lambda (x) (same? item x)) list))

(define (delete-duplicates list #!optional (same? equal?))
  ;; Return LIST, of several elements that are the SAME? only the first.
  (let loop ((list list) (kept '()))
    (cond ((not (pair? list)) (reverse! kept))
          ((find-tail (lambda (x) (same? x (car list))) kept) (loop (cdr list) kept))
          (else (loop (cdr list) (cons (car list) kept))))))

(define (find-tail predicate list)
  (cond ((not (pair? list)) #f)
        ((predicate (car list)) list)
        (else (find-tail predicate (cdr list)))))

(define (find predicate list)
  ;; Return the first element of LIST that satisfies PREDICATE, or #f.
  (let ((tail (find-tail predicate list)))
    (and tail (car tail))))

(define (any predicate list . lists)
  ;; Return the first true value that PREDICATE returns for the elements of LIST, or #f.
  (let loop ((lists (cons list lists)))
    (and (not (any-null? lists))
         (or (apply predicate (map car lists))
             (loop (map cdr lists))))))

(define (every predicate list . lists)
  ;; Return #f once PREDICATE does, else what it returns for the last element.
  (let loop ((lists (cons list lists)) (result #t))
    (if (or (not result) (any-null? lists))
        result
        (loop (map cdr lists) (apply predicate (map car lists))))))

(define (list-index predicate list)
  ;; Return the index of the first element of LIST that satisfies PREDICATE, or #f.
  (let loop ((list list) (index 0))
    (cond ((not (pair? list)) #f)
          ((predicate (car list)) index)
          (else (loop (cdr list) (+ index 1))))))

(define (count predicate list)
  (length (filter predicate list)))

(define (lset-adjoin same? list . items)
  (fold (lambda (item list)
          (if (any (lambda (x) (same? x item)) list)
              list
              (append list (cons item '()))))
        list
        items))

(define (lset-union same? . lists)
  (fold (lambda (list result) (apply lset-adjoin same? result list)) '() lists))

(define (lset-difference same? list . others)
  (remove (lambda (x)
            (any (lambda (other) (any (lambda (y) (same? x y)) other)) others))
          list))

(define (lset-intersection same? list . others)
  (filter (lambda (x)
            (every (lambda (other) (any (lambda (y) (same? x y)) other)) others))
          list))

(define (merge a b less?)
  (let loop ((a a) (b b) (result '()))
    (cond ((null? a) (append-reverse result b))
          ((null? b) (append-reverse result a))
          ((less? (car b) (car a)) (loop a (cdr b) (cons (car b) result)))
          (else (loop (cdr a) b (cons (car a) result))))))

(define (sort list less?)
  ;; Return the elements of LIST in the order of LESS?; equal ones stay in their order.
  (let ((size (length list)))
    (if (< size 2)
        list
        (let ((half (quotient size 2)))
          (merge (sort (take list half) less?)
                 (sort (drop list half) less?)
                 less?)))))

(define (stable-sort list less?)
  (sort list less?))
