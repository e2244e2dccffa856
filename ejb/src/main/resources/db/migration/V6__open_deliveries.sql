-- the figures ask for what is open every few seconds, however many finished deliveries there are
create index delivery_open_ix on delivery (state)
  where state in ('QUEUED', 'SENDING', 'SENT', 'SEND_FAILED', 'RETRACT_REQUESTED');
