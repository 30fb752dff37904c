using System.Text;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Wire.Times;

/// <summary>Times in RFC 3339: order, offsets, fractions.</summary>
public class TimeProperties
{
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.OneOf(Gen.Long[0, DateTime.MaxValue.Ticks], Gen.Long[638_000_000_000_000_000, 638_000_000_100_000_000]).Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Rfc3339Timestamper Timestamper = new();

    [Property]
    public void A_written_time_is_read_as_its_millisecond() =>
        Instants.Holds(time => Read(Text(time)) == time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond)));

    [Property]
    public void Texts_are_in_the_order_of_their_times() =>
        Gen.Select(Instants, Instants).Holds(pair =>
        {
            int texts = string.CompareOrdinal(Text(pair.Item1), Text(pair.Item2));
            return texts == 0 ? (pair.Item1 - pair.Item2).Duration() < TimeSpan.FromMilliseconds(1) : texts < 0 == (pair.Item1 < pair.Item2);
        });

    [Property]
    public void The_offset_a_time_is_given_in_does_not_matter() =>
        Gen.Select(Instants.Where(time => time.Year is > 1 and < 9999), Gen.Int[-14 * 60, 14 * 60]).Holds(sample =>
            Text(sample.Item1.ToOffset(TimeSpan.FromMinutes(sample.Item2))) == Text(sample.Item1));

    [Property]
    public void Digits_of_a_fraction_count_up_to_ticks_and_are_cut_behind() =>
        Gen.Select(Instants, Gen.Int[0, 999_999_999], Gen.Int[1, 9]).Holds(sample =>
        {
            (DateTimeOffset time, int nanoseconds, int digits) = sample;
            string fraction = nanoseconds.ToString("D9", System.Globalization.CultureInfo.InvariantCulture)[..digits];
            int ticks = int.Parse(fraction.PadRight(9, '0')[..7], System.Globalization.CultureInfo.InvariantCulture);
            return Read($"{Text(time)[..19]}.{fraction}Z") == time.AddTicks(ticks - (time.Ticks % TimeSpan.TicksPerSecond));
        });

    [Property]
    public void One_text_stands_for_one_instant_however_many_zeros_follow() =>
        Gen.Select(Instants, Gen.Int[0, 6]).Holds(sample => Read($"{Text(sample.Item1)[..23]}{new string('0', sample.Item2)}Z") == Read(Text(sample.Item1)));

    [Property]
    public void Any_bytes_are_a_time_or_none_and_never_an_exception() =>
        Gen.Select(Instants, Gen.Select(Gen.Int[0, 40], Gen.Byte).Array[1, 3], Gen.Int[0, 31]).Holds(sample =>
        {
            List<byte> text = [.. Encoding.ASCII.GetBytes(Text(sample.Item1))];
            foreach ((int place, byte value) in sample.Item2)
            {
                if (place < text.Count)
                {
                    text[place] = value;
                }
                else
                {
                    text.Add(value);
                }
            }

            byte[] changed = [.. text.Take(sample.Item3)];
            return !Timestamper.TryParse(changed, out DateTimeOffset read) ? read == default : Text(read)[..19] == Encoding.ASCII.GetString(changed, 0, 19);
        });

    private static string Text(DateTimeOffset time)
    {
        byte[] text = new byte[Timestamper.TextLength];
        Timestamper.Format(time, text);
        return Encoding.ASCII.GetString(text);
    }

    private static DateTimeOffset? Read(string text) => Timestamper.TryParse(Encoding.ASCII.GetBytes(text), out DateTimeOffset time) ? time : null;
}
