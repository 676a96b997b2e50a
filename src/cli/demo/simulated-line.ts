/** Share of the way to its target that the temperature goes in one step (first-order lag). */
const LAG = 0.15;
/** Share of a move by which the oven's proportional controller stops short of its setpoint. */
const DROOP = 0.1;
/** Standard deviation of the sensor's noise, in °C. */
const NOISE = 0.6;

/** An oven on a production line: its temperature follows its setpoint nearly, and a sensor reads it with noise. */
export class SimulatedLine {
  private temperature: number;
  private target: number;

  /**
   * @param setpoint in °C
   * @param random uniform in [0, 1)
   */
  constructor(
    setpoint: number,
    private readonly random: () => number = Math.random,
  ) {
    this.temperature = setpoint;
    this.target = setpoint;
  }

  /** Goes on by one step and gives what the sensor reads, in °C. */
  step(): number {
    this.temperature += (this.target - this.temperature) * LAG;
    return this.temperature + NOISE * this.noise();
  }

  /** What a controller does with a set_parameter command, or a mistaken recipe by itself. */
  moveSetpoint(celsius: number): void {
    this.target = celsius + DROOP * (this.temperature - celsius);
  }

  /** Standard normal, by Box and Muller (1958). */
  private noise(): number {
    return Math.sqrt(-2 * Math.log(1 - this.random())) * Math.cos(2 * Math.PI * this.random());
  }
}
