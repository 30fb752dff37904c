using System.Security.Cryptography;
using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Cesr;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Access;

/// <summary>The times of access requests, and what a replay lock remembers.</summary>
public class AccessProperties
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessOptions Options = new();
    private static readonly RequestTimes Times = new(Options, MemoryReplayLock.ForFreshKeys(new FakeTimeProvider(Now)));

    [Property]
    public void A_request_is_in_time_from_the_window_before_to_the_tolerance_ahead() => Gen.Long[-400_000_000, 400_000_000].Holds(ticks =>
    {
        ErrorCode? expected = ticks > Options.Tolerance.Ticks ? ErrorCode.FutureRequest : ticks < -Options.Window.Ticks ? ErrorCode.StaleRequest : null;
        return Times.CheckRequest(Now.AddTicks(ticks), Now)?.Code == expected;
    });

    [Property]
    public void A_lock_that_began_lately_lets_nothing_pass_that_may_have_been_accepted_before() => Gen.Select(Gen.Int[0, 60_000], Gen.Int[-60_000, 60_000]).Holds(sample =>
    {
        (int age, int ahead) = sample;
        RequestTimes times = new(Options, new MemoryReplayLock(new FakeTimeProvider(Now.AddMilliseconds(-age))));
        bool inTime = ahead <= 5_000 && ahead >= -30_000, remembered = ahead > -age + 10_000;
        return (times.CheckRequest(Now.AddMilliseconds(ahead), Now) is null) == (inTime && remembered);
    });

    [Property]
    public void A_table_answers_as_a_dictionary_does() => Gen.Select(Gen.Int[0, 30], Gen.Int[1, 8], Gen.Int[0, 2]).Array[1, 120].Holds(steps =>
    {
        ReplayTable table = new();
        Dictionary<int, uint> model = [];
        uint now = 1;
        foreach ((int entry, int life, int passed) in steps)
        {
            now += (uint)passed;
            bool isNew = !model.TryGetValue(entry, out uint expiry) || expiry < now;
            ulong place = (ulong)(entry / 2) << 50; // near each other, and some with one place
            Assert.Equal(isNew, table.TryAdd(place, (uint)entry, now + (uint)life, now));
            model[entry] = isNew ? now + (uint)life : expiry;
        }
    });

    [Property]
    public void The_order_in_which_entries_came_does_not_matter() => Gen.Select(Gen.Int[0, 200].Array[0, 60], Gen.Int).Holds(sample =>
    {
        int[] entries = [.. sample.Item1.Distinct()], shuffled = [.. entries];
        new Random(sample.Item2).Shuffle(shuffled);
        ReplayTable one = new(), other = new();
        return entries.All(entry => Add(one, entry)) && shuffled.All(entry => Add(other, entry))
            && Enumerable.Range(0, 201).All(entry => Add(one, entry) == Add(other, entry));
    });

    [Property]
    public void An_entry_is_of_one_key_and_one_nonce() => Gen.Select(Gen.Byte.Array[48], Gen.Byte.Array[INoncer.ValueLength], Gen.Int[0, (64 * 8) - 1]).Holds(sample =>
    {
        (byte[] key, byte[] nonce, int bit) = sample;
        byte[] entry = Entry(key, nonce), both = [.. key, .. nonce];
        both[bit / 8] ^= (byte)(1 << (bit % 8));
        return entry.AsSpan().SequenceEqual(Entry(key, nonce)) && !entry.AsSpan().SequenceEqual(Entry(both[..48], both[48..]));
    });

    private static bool Add(ReplayTable table, int entry) => table.TryAdd((ulong)entry << 46, (uint)entry, 10, 1);

    private static byte[] Entry(byte[] key, byte[] nonce)
    {
        byte[] entry = new byte[SHA256.HashSizeInBytes];
        ReplayEntry.Write(new CesrNoncer(), new(key), new(Wire.Cesr.Cesr.Text(CesrCode.Nonce, nonce)), entry);
        return entry;
    }
}
