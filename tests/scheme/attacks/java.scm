;;; Reaching Java. fruix.scheme.sandbox.Canary has a static method `sing' and a static field `sang';
;;; neither may ever be touched.

;;; attack: invoke-static
(invoke-static fruix.scheme.sandbox.Canary 'sing) ;;; error: .

;;; attack: invoke on a string
(invoke "x" 'getClass) ;;; error: `invoke' is not available

;;; attack: colon notation
(fruix.scheme.sandbox.Canary:sing) ;;; error: unbound variable

;;; attack: dot notation
(define f fruix.scheme.sandbox.Canary.sing) ;;; error: .

;;; attack: class as an operator
(fruix.scheme.sandbox.Canary) ;;; error: .

;;; attack: class in angle brackets
(make <fruix.scheme.sandbox.Canary>) ;;; error: .

;;; attack: class as a value
(define c java.lang.System) ;;; error: `java.lang.System' is not available

;;; attack: java.lang.System exit
(java.lang.System:exit 7) ;;; error: .

;;; attack: Runtime
(invoke (java.lang.Runtime:getRuntime) 'exec "touch @OUT@") ;;; error: .

;;; attack: the Throwable that macros of the library name
(define c java.lang.Throwable) ;;; error: .

;;; attack: making a Throwable
(define c (java.lang.Throwable "x")) ;;; error: .

;;; attack: kawa.lang.Record as an operator
(define c (kawa.lang.Record)) ;;; error: .

;;; attack: ExitCalled
(raise (gnu.kawa.util.ExitCalled)) ;;; error: .

;;; attack: gnu.mapping.Location by its name
(define l (gnu.mapping.Location)) ;;; error: .

;;; attack: static-field
(static-field fruix.scheme.sandbox.Canary 'sang) ;;; error: .

;;; attack: field
(field "abc" 'value) ;;; error: `field' is not available

;;; attack: slot-ref
(slot-ref "abc" 'class) ;;; error: `slot-ref' is not available

;;; attack: slot-set!
(slot-set! "abc" 'hash 1) ;;; error: `slot-set!' is not available

;;; attack: set! of a field
(set! (fruix.scheme.sandbox.Canary:.sang) #t) ;;; error: .

;;; attack: set! of a static field by a dotted name
(set! fruix.scheme.sandbox.Canary.sang #t) ;;; error: .

;;; attack: generalised set!
(set! (car (list 1 2)) 5) ;;; error: set! needs a name

;;; attack: setter
((setter car) (list 1 2) 5) ;;; error: `setter' is not available

;;; attack: define-alias
(define-alias Canary fruix.scheme.sandbox.Canary) ;;; error: `define-alias' is not available

;;; attack: define-namespace
(define-namespace canary "class:fruix.scheme.sandbox.Canary") ;;; error: `define-namespace' is not available

;;; attack: define-simple-class
(define-simple-class evil () ((run) (fruix.scheme.sandbox.Canary:sing))) ;;; error: `define-simple-class' is not available

;;; attack: define-class
(define-class evil (java.lang.Thread)) ;;; error: `define-class' is not available

;;; attack: object
(object (java.lang.Runnable) ((run) 1)) ;;; error: `object' is not available

;;; attack: a lambda as an interface
(define r (java.lang.Runnable (lambda () 1))) ;;; error: .

;;; attack: import of a class
(import (class java.lang System)) ;;; error: `import' is not available

;;; attack: import of a Java class as a library
(import (fruix scheme sandbox Canary)) ;;; error: `import' is not available

;;; attack: use-modules of a Java class
(use-modules (fruix scheme sandbox Canary)) ;;; error: no module

;;; attack: use-modules of java.lang.System
(use-modules (java lang System)) ;;; error: no module

;;; attack: use-modules of a library of Kawa that acts
(use-modules (kawa lib files)) ;;; error: no module

;;; attack: use-modules of Kawa's base
(use-modules (kawa base)) ;;; error: no module

;;; attack: a type specifier on a variable
(define x ::java.lang.System 1) ;;; error: .

;;; attack: a type specifier apart
(define x :: (fruix.scheme.sandbox.Canary:sing) 1) ;;; error: a type is not available

;;; attack: a type that is computed for a parameter
(define (f (x (let loop () (loop)))) x) ;;; error: unrecognized pattern

;;; attack: a type that is computed for a lambda's parameter
(define f (lambda ((x (begin (fruix.scheme.sandbox.Canary:sing) 1))) x)) ;;; error: unrecognized pattern

;;; attack: a return type
(define (f x) -> (fruix.scheme.sandbox.Canary:sing) x) ;;; error: .

;;; attack: a type by its Java name for a parameter
(define (f (x java.io.File)) x) ;;; error: .

;;; attack: as
(as java.io.File "@SECRET@") ;;; error: `as' is not available

;;; attack: conversion by arrow
(->java.io.File "@SECRET@") ;;; error: .

;;; attack: a type predicate by its name
(java.io.File? "x") ;;; error: .

;;; attack: annotation
(define (f) @fruix.scheme.sandbox.Canary 1) ;;; error: .

;;; attack: reserved symbol $lookup$
(($lookup$ fruix.scheme.sandbox.Canary (quasiquote sing))) ;;; error: the name `\$lookup\$' is not available

;;; attack: reserved symbol made in a macro template
(define-syntax touch
  (syntax-rules () ((_) (($lookup$ fruix.scheme.sandbox.Canary (quasiquote sing)))))) ;;; error: the name `\$lookup\$'
(touch)

;;; attack: reserved symbol between bars
((|$lookup$| fruix.scheme.sandbox.Canary 'sing)) ;;; error: the name `\$lookup\$'

;;; attack: splice symbol
(list ($splice$ '(1 2))) ;;; error: the name `\$splice\$'

;;; attack: primitive method
(define f (primitive-static-method fruix.scheme.sandbox.Canary "sing" <void> ())) ;;; error: .

;;; attack: primitive field
(define f (primitive-get-static fruix.scheme.sandbox.Canary "sang" <boolean>)) ;;; error: .

;;; attack: synchronized
(synchronized "x" 1) ;;; error: `synchronized' is not available

;;; attack: try-catch
(try-catch (car 1) (e java.lang.Throwable (invoke e 'getClass))) ;;; error: `try-catch' is not available

;;; attack: primitive-throw
(primitive-throw "x") ;;; error: `primitive-throw' is not available

;;; attack: class of an exception
(guard (e (#t (invoke e 'getStackTrace))) (error "x")) ;;; error: `invoke' is not available

;;; attack: applying an exception
(guard (e ((error-object? e) (e 'getMessage))) (error "x")) ;;; error: .

;;; attack: applying a string to a name
("abc" 'getClass) ;;; error: .

;;; attack: applying a symbol
('java.lang.System 'exit 1) ;;; error: .

;;; attack: native method
(define (f) #!native) ;;; error: .

;;; attack: abstract method
(define (f) #!abstract) ;;; error: .

;;; attack: class literal of the object syntax
(define c object) ;;; error: .

;;; attack: location
(define l (location car)) ;;; error: `location' is not available

;;; attack: make-procedure
(make-procedure method: (lambda (x) x)) ;;; error: .

;;; attack: define-autoload
(define-autoload f "fruix.scheme.sandbox.Canary") ;;; error: `define-autoload' is not available

;;; attack: a record with a Java supertype
(define-record-type (evil java.lang.Thread) (make-evil) evil?) ;;; error: .

;;; attack: module-extends
(module-extends java.lang.Thread) ;;; error: `module-extends' is not available

;;; attack: module-compile-options
(module-compile-options main: #t) ;;; error: .

;;; attack: XML literal
(define x #<a>b</a>) ;;; error: .

;;; attack: regex literal that could backtrack for ever
(define r #/(a+)+b/) ;;; error: .

;;; attack: quantity with a unit
(define q 3cm) ;;; error: unbound variable
