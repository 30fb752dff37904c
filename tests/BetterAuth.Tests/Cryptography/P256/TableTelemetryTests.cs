using System.Diagnostics.Metrics;
using System.Globalization;
using System.Numerics;
using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>Operators see tables being built, promoted and evicted, what they take, and who provokes the exceptional path.</summary>
[Collection(typeof(ProcessWide))]
public sealed class TableTelemetryTests
{
    private readonly List<string> _heard = [];

    [Fact]
    public void Tables_that_come_grow_and_go_are_counted_once_each()
    {
        using MeterListener listener = Listener();
        using TestKey key = new(13), other = new(17);
        byte[] hash = new byte[32];
        KeyTableCache cache = new(TableShape.Medium.Bytes);
        TableP256Engine engine = new("scalar", Strategies.Of("scalar"), cache);

        Verify(engine, hash, key, isVouched: false);
        Assert.Empty(Heard());
        Verify(engine, hash, key, isVouched: true);
        Assert.Equal(["betterauth.p256.tables.changes built 1"], Heard());

        for (int i = 0; i < KeyTableCache.BusyAfter; i++)
        {
            Verify(engine, hash, key, isVouched: true);
        }

        Assert.True(SpinWait.SpinUntil(() => Heard().Length == 2, TimeSpan.FromSeconds(30)));
        Assert.Equal("betterauth.p256.tables.changes promoted 1", Heard()[1]);

        Verify(engine, hash, other, isVouched: true);
        Assert.Equal(["betterauth.p256.tables.changes built 1", "betterauth.p256.tables.changes evicted 1"], Heard()[2..].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_exceptional_path_is_counted_when_it_was_taken()
    {
        using MeterListener listener = Listener();
        using TestKey key = new(1);
        TableP256Engine engine = new("scalar", Strategies.Of("scalar"), new KeyTableCache(1 << 20));
        BigInteger r = 5, s = 7;

        // u₁ = −u₂·d: the sum is infinity.
        byte[] hash = Integers.ToBytes(Integers.Mod(-r * key.D, Integers.N));
        Assert.Equal(VerificationStatus.InvalidSignature, engine.Verify(hash, [.. Integers.ToBytes(r), .. Integers.ToBytes(s)], key.Encoded, isVouched: false));

        Assert.Equal(["betterauth.p256.exceptional 1"], Heard());
    }

    [Fact]
    public void What_the_tables_of_the_process_take_is_told()
    {
        using TestKey key = new(19);
        Verify(P256Engines.Default, new byte[32], key, isVouched: true);
        using MeterListener listener = Listener();

        listener.RecordObservableInstruments();

        Assert.Equal(
            [$"betterauth.p256.tables {P256Engines.Default.TableCount}", $"betterauth.p256.tables.size {P256Engines.Default.TableBytes}"],
            Heard().Order(StringComparer.Ordinal));
        Assert.Equal(P256Engines.Default.Name == P256Engines.Platform, P256Engines.Default.TableCount == 0);
    }

    private static void Verify(IP256Engine engine, byte[] hash, TestKey key, bool isVouched) =>
        Assert.Equal(VerificationStatus.Valid, engine.Verify(hash, key.Sign(hash), key.Encoded, isVouched));

    private string[] Heard()
    {
        lock (_heard)
        {
            return [.. _heard];
        }
    }

    private MeterListener Listener()
    {
        MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.Name.StartsWith("betterauth.p256.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Hear(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string change = tags.IsEmpty ? "" : tags[0].Value + " ";
        lock (_heard)
        {
            _heard.Add(string.Create(CultureInfo.InvariantCulture, $"{instrument.Name} {change}{value}"));
        }
    }
}
