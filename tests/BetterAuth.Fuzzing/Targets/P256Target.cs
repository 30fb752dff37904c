using System.Numerics;
using System.Security.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.References;
using BetterAuth.Tests.Cryptography.P256;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>
/// Every strategy with every table beside the platform's ECDSA. An input is: which key (1), what (1), bytes. What: a compressed point; a signature (hash 32, r 32, s 32); or the two factors u₁, u₂
/// of a signature that verifies, from which hash, r and s follow, and one bit of it to flip. So the additions and doublings that meet equal, opposite and missing points are met.
/// </summary>
internal sealed class P256Target : FuzzTarget
{
    private const int HeadLength = 2;
    private const int PointLength = 33;

    private static readonly BigInteger[] Secrets = [BigInteger.One, 2, Integers.N - 1, (Integers.N + 1) / 2, new(SHA256.HashData("fuzzed key"u8), isUnsigned: true)];
    private static readonly Lazy<Prepared[]> Keys = new(() => [.. Secrets.Select(secret => new Prepared(secret % Integers.N))]);

    public override string Name => "p256";

    public override IReadOnlyList<Mutation> Mutations { get; } = [.. ByteMutations.All, ScalarMutations.Edge, ScalarMutations.Edge, ScalarMutations.Edge];

    public override IReadOnlyList<string> MustHappen => ["point", "no point", "verifies", "does not verify", "out of range"];

    public override int MaxLength => HeadLength + 128;

    public override int TestedInputs => 400;

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        ECPoint point = Curve.Point(7);
        yield return ("point.bin", [0, 0, (byte)(2 | (point.Y![31] & 1)), .. point.X!]);
        yield return ("point-at-p.bin", [0, 0, 2, .. Integers.ToBytes(Integers.P)]);
        yield return ("point-zero.bin", [0, 0, 2, .. new byte[32]]);
        for (byte key = 0; key < Secrets.Length; key++)
        {
            yield return ($"verifies-{key}.bin", [key, 2, .. Integers.ToBytes(3 + key), .. Integers.ToBytes(Integers.N - 5 - key), 255, 255]);
        }

        yield return ("infinity.bin", [0, 1, .. Integers.ToBytes(Integers.N - 1), .. Integers.ToBytes(BigInteger.One), .. Integers.ToBytes(BigInteger.One)]);
        yield return ("range.bin", [1, 1, .. new byte[32], .. Integers.ToBytes(Integers.N), .. new byte[32]]);
    }

    public override void Run(byte[] input)
    {
        byte[] whole = [.. input, .. new byte[Math.Max(0, HeadLength + 96 - input.Length)]];
        Prepared key = Keys.Value[whole[0] % Secrets.Length];
        switch (whole[1] % 3)
        {
            case 0:
                CheckPoint(whole[HeadLength..(HeadLength + PointLength)]);
                break;
            case 1:
                CheckSignature(key, whole[HeadLength..(HeadLength + 32)], whole[(HeadLength + 32)..(HeadLength + 96)], mustBe: null);
                break;
            default:
                CheckFactors(key, whole);
                break;
        }
    }

    private void CheckPoint(byte[] encoded)
    {
        byte[] y = new byte[32];
        bool taken = Oracle.Cheap(() => CompressedPoint.TryDecompress(encoded, y));
        byte[]? expected = Curve.Decompress(encoded);
        Oracle.Same(expected is not null, taken, "a point, where arithmetic says otherwise");
        Count(taken ? "point" : "no point");
        if (taken)
        {
            Oracle.Same(expected!, y, "y");
            Oracle.Holds(Curve.IsPoint(encoded[1..], y), "the platform takes it for no point");
        }
    }

    /// <summary>s = r/u₂, hash = u₁·s: then R = u₁·G + u₂·Q = (u₁ + u₂·d)·G has the x that r is, if it is not infinity.</summary>
    private void CheckFactors(Prepared key, byte[] input)
    {
        BigInteger u1 = new BigInteger(input.AsSpan(HeadLength, 32), isUnsigned: true, isBigEndian: true) % Integers.N;
        BigInteger u2 = new BigInteger(input.AsSpan(HeadLength + 32, 32), isUnsigned: true, isBigEndian: true) % Integers.N;
        BigInteger k = Integers.Mod(u1 + (u2 * key.Secret), Integers.N);
        BigInteger r = k.IsZero ? BigInteger.One : Curve.X(k) % Integers.N;
        if (u2.IsZero || r.IsZero)
        {
            return;
        }

        BigInteger s = Integers.Mod(r * Integers.Inverse(u2, Integers.N), Integers.N);
        byte[] hash = Integers.ToBytes(Integers.Mod(u1 * s, Integers.N)), signature = [.. Integers.ToBytes(r), .. Integers.ToBytes(s)];
        CheckSignature(key, hash, signature, mustBe: !k.IsZero);
        int flipped = (input[HeadLength + 64] << 8) | input[HeadLength + 65];
        if (flipped < 64 * 8)
        {
            signature[flipped / 8] ^= (byte)(1 << (flipped % 8));
            CheckSignature(key, hash, signature, mustBe: null);
        }
    }

    private void CheckSignature(Prepared key, byte[] hash, byte[] signature, bool? mustBe)
    {
        bool isInRange = SignatureRange.Contains(signature);
        BigInteger r = new(signature.AsSpan(0, 32), isUnsigned: true, isBigEndian: true), s = new(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        Oracle.Same(r > 0 && r < Integers.N && s > 0 && s < Integers.N, isInRange, "range of r and s");
        bool expected = key.Platform.VerifyHash(hash, signature);
        Oracle.Holds(mustBe is null || mustBe == expected, "the reference contradicts itself");
        Count(expected ? "verifies" : isInRange ? "does not verify" : "out of range");
        foreach ((string name, IP256Strategy strategy, PointTable table) in isInRange ? key.Tables : [])
        {
            Oracle.Same(expected, Oracle.Cheap(() => strategy.Verify(table, hash, signature, out _)), $"{name}: verifies");
        }
    }

    /// <summary>A key with its tables.</summary>
    private sealed class Prepared
    {
        public Prepared(BigInteger secret)
        {
            Secret = secret;
            Platform = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Integers.ToBytes(secret) });
            ECPoint q = Platform.ExportParameters(includePrivateParameters: false).Q;
            Oracle.Holds(CompressedPoint.TryRead([(byte)(2 | (q.Y![31] & 1)), .. q.X!], out AffinePoint point), "a key of the platform is no point");
            foreach (string name in P256Engines.Supported)
            {
                IP256Strategy strategy = P256Engines.StrategyOf(name);
                foreach ((string shape, TableShape size) in new[] { ("small", TableShape.Small), ("medium", TableShape.Medium), ("large", TableShape.Large) })
                {
                    PointTable table = new(size);
                    strategy.Build(point, table);
                    Tables.Add(($"{name}, {shape} table", strategy, table));
                }
            }
        }

        public BigInteger Secret { get; }

        public ECDsa Platform { get; }

        public List<(string Name, IP256Strategy Strategy, PointTable Table)> Tables { get; } = [];
    }
}
