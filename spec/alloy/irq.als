module irq
-- Interrupt objects and the pins of the interrupt controller.
open objects
open threads

-- IRQ-1 bound-exists: an interrupt object is bound to one thread at most; both exist.
pred IRQ_1_boundExists[Made: set Object, bound: Object->Thread] {
  all i: Interrupt | lone i.bound and (some i.bound implies i in Made and i.bound in Made)
}

-- IRQ-2 queued-when-pending: exactly the pending interrupt objects that are bound stand in the queue of their thread.
pred IRQ_2_queuedWhenPending[Pending: set Object, bound: Object->Thread, queue: Object->Object] {
  Pending in Interrupt
  all i: Interrupt | i.queue = (i in Pending => i.bound else none)
}

-- IRQ-3 one-pin: a pin triggers one interrupt object at most, which exists; an interrupt object has one pin at most.
pred IRQ_3_onePin[Made: set Object, feeds: Pin->Interrupt] {
  all p: Pin | lone p.feeds and p.feeds in Made
  all i: Interrupt | lone feeds.i
}

-- IRQ-4 masked-until-unmask: a level-triggered pin is masked while its interrupt is pending, any pin while nothing is attached to it.
pred IRQ_4_maskedUntilUnmask[Pending: set Object, feeds: Pin->Interrupt, Masked, Level: set Pin] {
  all p: Pin | no p.feeds implies p in Masked
  all p: Level | some p.feeds & Pending implies p in Masked
}
