using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>Times beside <see cref="DateTimeOffset.TryParseExact(string?, string?, IFormatProvider?, DateTimeStyles, out DateTimeOffset)"/>; any eight bytes besides serve as a time to write.</summary>
internal sealed partial class TimesTarget : FuzzTarget
{
    private const int TickDigits = 7;
    private static readonly Rfc3339Timestamper Ours = new();

    public override string Name => "times";

    public override IReadOnlyList<Mutation> Mutations { get; } = [.. TextMutations.Digits, .. TextMutations.Digits, .. ByteMutations.All];

    public override IReadOnlyList<string> MustHappen => ["taken", "refused"];

    public override int MaxLength => 48;

    public override int TestedInputs => 20_000;

    public override IEnumerable<(string Name, byte[] Input)> Seeds() => new (string Name, string Text)[]
    {
        ("milliseconds.txt", "2026-11-23T12:34:56.789Z"), ("seconds.txt", "2026-11-23T12:34:56Z"), ("one-digit.txt", "2026-11-23T12:34:56.7Z"), ("ticks.txt", "2026-11-23T12:34:56.1234567Z"),
        ("nanoseconds.txt", "2026-11-23T12:34:56.123456789Z"), ("first.txt", "0001-01-01T00:00:00.000Z"), ("last.txt", "9999-12-31T23:59:59.999999999Z"), ("leap-day.txt", "2024-02-29T00:00:00Z"),
        ("century.txt", "1900-02-28T23:59:59.5Z"), ("leap-second.txt", "2016-12-31T23:59:60Z"), ("offset.txt", "2026-11-23T12:34:56+00:00"), ("local.txt", "2026-11-23t12:34:56z"), ("space.txt", "2026-11-23 12:34:56Z"),
    }.Select(seed => (seed.Name, Encoding.ASCII.GetBytes(seed.Text)));

    public override void Run(byte[] input)
    {
        (bool taken, DateTimeOffset time) = Oracle.Cheap(() => (Ours.TryParse(input, out DateTimeOffset parsed), parsed));
        DateTimeOffset? expected = Reference(input);
        Oracle.Same(expected is not null, taken, "taken, where the platform says otherwise");
        Count(taken ? "taken" : "refused");
        if (taken)
        {
            Oracle.Same(expected!.Value, time, "time");
            CheckFormat(time);
        }

        if (input.Length >= sizeof(long))
        {
            CheckFormat(new DateTimeOffset((long)(BitConverter.ToUInt64(input) % (ulong)DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero));
        }
    }

    private static void CheckFormat(DateTimeOffset time)
    {
        byte[] text = new byte[Ours.TextLength];
        Ours.Format(time, text);
        Oracle.Same(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Encoding.ASCII.GetString(text), "text of a time");
        Oracle.Holds(Ours.TryParse(text, out DateTimeOffset again), "a text of ours is refused");
        Oracle.Same(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), again.Ticks, "a text of ours is another time");
    }

    private static DateTimeOffset? Reference(byte[] input)
    {
        string text = Encoding.Latin1.GetString(input);
        Match match = Shape().Match(text);
        if (!match.Success)
        {
            return null;
        }

        // The platform knows no fraction of a tick.
        string fraction = match.Groups[2].Value[..Math.Min(match.Groups[2].Length, TickDigits)];
        string format = "yyyy-MM-dd'T'HH:mm:ss" + (fraction.Length > 0 ? "." + new string('f', fraction.Length) : "");
        return DateTimeOffset.TryParseExact(match.Groups[1].Value + (fraction.Length > 0 ? "." + fraction : ""), format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
    }

    [GeneratedRegex(@"\A([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?Z\z")]
    private static partial Regex Shape();
}
