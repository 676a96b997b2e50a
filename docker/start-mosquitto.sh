#!/bin/sh
# Brings the broker's password file up to date with its environment, then becomes the broker.
set -eu
passwords=/mosquitto/data/passwords
umask 077
touch "$passwords"
chown root:root "$passwords"
mosquitto_passwd -b "$passwords" opstwin "$MQTT_PASSWORD"
mosquitto_passwd -b "$passwords" default "$MQTT_DEVICE_PASSWORD"
chown mosquitto:mosquitto /mosquitto/data "$passwords"
unset MQTT_PASSWORD MQTT_DEVICE_PASSWORD
exec /usr/sbin/mosquitto -c /mosquitto/config/mosquitto.conf
