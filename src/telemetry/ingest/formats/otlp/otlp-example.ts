/** A request as the OpenTelemetry Collector sends it, for the documentation. */
export const OTLP_EXAMPLE = {
  resourceMetrics: [
    {
      resource: {
        attributes: [
          { key: 'service.name', value: { stringValue: 'etch_tool_7' } },
          { key: 'twin_id', value: { stringValue: 'factory_line_3' } },
        ],
      },
      scopeMetrics: [
        {
          metrics: [
            {
              name: 'temperature',
              unit: 'Cel',
              gauge: { dataPoints: [{ timeUnixNano: '1795150800000000000', asDouble: 85.2 }] },
            },
            {
              name: 'wafers',
              sum: {
                aggregationTemporality: 2,
                isMonotonic: true,
                dataPoints: [{ timeUnixNano: '1795150800000000000', asInt: '412' }],
              },
            },
          ],
        },
      ],
    },
  ],
};
