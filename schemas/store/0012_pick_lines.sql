-- Store schema 12: a pick slip is billed by its lines, and an order line knows what is reserved for it (Stored Value Card
-- Purchase and Activation, Billing a Stored Value Card, "If you void or reprint the pick slip").

CREATE INDEX pick_control_header_by_order ON pick_control_header (company, order_number, ship_to_number);

-- blank = printed, B = billed. The header is billed when all of its lines are.
ALTER TABLE pick_control_detail ADD COLUMN status VARCHAR(1) NOT NULL DEFAULT '' CHECK (status IN ('', 'B'));
UPDATE pick_control_detail SET status = 'B' WHERE EXISTS (SELECT 1 FROM pick_control_header h
    WHERE h.company = pick_control_detail.company AND h.pick_control_number = pick_control_detail.pick_control_number
    AND h.status = 'B');
-- Of a printed pick with a line on the Stored Value Card Assignment Errors Report, the other stored value cards were billed.
UPDATE pick_control_detail SET status = 'B' WHERE EXISTS (SELECT 1 FROM svc_assignment_error e
    WHERE e.company = pick_control_detail.company AND e.pick_control_number = pick_control_detail.pick_control_number)
AND NOT EXISTS (SELECT 1 FROM svc_assignment_error e
    WHERE e.company = pick_control_detail.company AND e.pick_control_number = pick_control_detail.pick_control_number
    AND e.line_number = pick_control_detail.line_number)
AND EXISTS (SELECT 1 FROM pick_control_header h JOIN order_detail o ON o.company = h.company
    AND o.order_number = h.order_number AND o.ship_to_number = h.ship_to_number
    JOIN item i ON i.company = o.company AND i.item = o.item
    WHERE h.company = pick_control_detail.company AND h.pick_control_number = pick_control_detail.pick_control_number
    AND o.line_number = pick_control_detail.order_line_number AND i.svc_type <> '');

-- Quantity reserved: units of the line that stock is reserved for, on a pick slip or not. Printed units always are.
ALTER TABLE order_detail ADD COLUMN quantity_reserved BIGINT NOT NULL DEFAULT 0;
UPDATE order_detail SET quantity_reserved = (SELECT SUM(d.quantity) FROM pick_control_header h
    JOIN pick_control_detail d ON d.company = h.company AND d.pick_control_number = h.pick_control_number
    WHERE h.company = order_detail.company AND h.order_number = order_detail.order_number
    AND h.ship_to_number = order_detail.ship_to_number AND h.status = '' AND d.status = ''
    AND d.order_line_number = order_detail.line_number)
WHERE (company, order_number, ship_to_number, line_number) IN (SELECT h.company, h.order_number, h.ship_to_number,
    d.order_line_number FROM pick_control_header h
    JOIN pick_control_detail d ON d.company = h.company AND d.pick_control_number = h.pick_control_number
    WHERE h.status = '' AND d.status = '');
