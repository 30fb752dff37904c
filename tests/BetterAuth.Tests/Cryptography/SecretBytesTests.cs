using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support.Memory;

namespace BetterAuth.Tests.Cryptography;

/// <summary>A scalar on its way into the platform and out of it. What is left of keys after their whole life: <c>MemoryCases</c>.</summary>
public class SecretBytesTests
{
    [Fact]
    public void A_secret_s_memory_is_where_nothing_is_moved()
    {
        // What may move starts in generation 0; what is pinned from the start counts as old.
        Assert.Equal(GC.MaxGeneration, GC.GetGeneration(SecretBytes.Allocate(32)));
        Assert.Equal(32, SecretBytes.Allocate(32).Length);
    }

    [Fact]
    public void Importing_and_exporting_leave_no_scalar_behind()
    {
        P256KeyFactory factory = new();
        byte[] secret = SecretBytes.Allocate(factory.SecretLength);
        RandomNumberGenerator.Fill(secret);
        secret[0] = 0x7F; // certainly less than n
        SecretNeedles needles = new(secret);
        using ISigningKey key = ImportAndExport(factory, secret);

        // No collection before: what lies about would be found. The key itself is the platform's, which turns the bytes round.
        Assert.Empty(ProcessMemory.Find(needles).Keys.Except([SecretNeedles.Backwards]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ISigningKey ImportAndExport(P256KeyFactory factory, byte[] secret)
    {
        ISigningKey key = factory.Import(secret);
        CryptographicOperations.ZeroMemory(secret);
        factory.Export(key, secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }
}
