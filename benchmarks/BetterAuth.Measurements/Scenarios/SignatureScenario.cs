using System.Security.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Measurements.Scenarios;

/// <summary>Signatures by one key, to be verified by every means there is. A verification takes another signature each time, of 256: else the processor learns one signature's branches by heart.</summary>
internal sealed class SignatureScenario
{
    private const int Signatures = 256;

    private readonly byte[][] _hashes = new byte[Signatures][];
    private readonly byte[][] _signatures = new byte[Signatures][];
    private readonly byte[] _point = new byte[CompressedPoint.Length];

    public SignatureScenario()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
        _point[0] = (byte)(2 | (q.Y![^1] & 1));
        q.X!.CopyTo(_point, 1);
        for (int i = 0; i < Signatures; i++)
        {
            _hashes[i] = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
            _signatures[i] = key.SignHash(_hashes[i]);
        }
    }

    /// <summary>By a table that was built before.</summary>
    public Action ByTable(IP256Strategy strategy, TableShape shape)
    {
        PointTable table = new(shape);
        strategy.Build(Key(), table);
        return Each((hash, signature) => strategy.Verify(table, hash, signature, out _));
    }

    /// <summary>Decompresses the point, builds the smallest table, verifies: the key was never seen.</summary>
    public Action Cold(IP256Strategy strategy)
    {
        TableP256Engine engine = new("cold", strategy, new KeyTableCache(TableShape.Small.Bytes));
        return Each((hash, signature) => engine.Verify(hash, signature, _point, isVouched: false) == BetterAuth.Cryptography.VerificationStatus.Valid);
    }

    /// <summary>By the platform, its key imported before.</summary>
    public Action ByPlatform()
    {
        PlatformKey key = PlatformKey.Import(_point)!;
        return Each(key.Verify);
    }

    /// <summary>Imports the key into the platform and verifies.</summary>
    public Action ByPlatformCold() => Each((hash, signature) =>
    {
        using PlatformKey key = PlatformKey.Import(_point)!;
        return key.Verify(hash, signature);
    });

    /// <summary>Builds a table.</summary>
    public Action Build(IP256Strategy strategy, TableShape shape)
    {
        AffinePoint key = Key();
        return () => strategy.Build(key, new PointTable(shape));
    }

    private AffinePoint Key() => CompressedPoint.TryRead(_point, out AffinePoint point) ? point : throw new InvalidOperationException("The key is no point.");

    private Action Each(Verification verification)
    {
        int turn = 0;
        return () =>
        {
            int i = turn++ % Signatures;
            if (!verification(_hashes[i], _signatures[i]))
            {
                throw new InvalidOperationException("A valid signature was refused.");
            }
        };
    }

    private delegate bool Verification(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature);
}
