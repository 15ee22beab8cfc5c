-- M63 is not set: exit 78.
DELETE FROM system_control_value WHERE code = 'M63';
