-- Everybody's bookings, newest first, page by page. The status is in no index: it changes with each booking that is paid, and while no index
-- has it that change stays on its page. Who looks for a status walks this index and passes over the others.
CREATE INDEX booking_view_newest ON booking_view (created_at DESC, id DESC);
