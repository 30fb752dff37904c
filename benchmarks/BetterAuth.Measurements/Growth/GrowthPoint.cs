using System.Globalization;

namespace BetterAuth.Measurements.Growth;

/// <summary>What an operation costs when <paramref name="Entries"/> are held.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Entries">How many entries are held.</param>
/// <param name="Nanoseconds">The mean of a call.</param>
/// <param name="Largest">Nanoseconds of the slowest call on the way there; NaN where that says nothing.</param>
/// <param name="Bytes">Bytes per entry; NaN where that is not known.</param>
internal sealed record GrowthPoint(string Name, int Entries, double Nanoseconds, double Largest, double Bytes)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Entries} {Nanoseconds:0} ns/call {Text(Largest)} ns-largest-call {Text(Bytes)} bytes/entry");

    private static string Text(double value) => double.IsNaN(value) ? "-" : value.ToString("0", CultureInfo.InvariantCulture);
}
