using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Server;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Support.Memory;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 21: what is left of keys in the process's memory. Each step is a method of its own, so that its locals are gone when memory is searched.</summary>
public sealed class MemoryCases
{
    private static readonly IKeyFactory Keys = CryptographicSuite.Default.Keys;

    public static TheoryData<string> Forms { get; } = ["bytes", "bytes, backwards", "hex", "HEX, UTF-16", "base64 at 0", "base64url at 1", "base64url at 2, UTF-16"];

    [Fact]
    public async Task M_01_a_disposed_key_is_nowhere_in_memory()
    {
        (byte[] secret, SecretNeedles needles) = NewSecret();
        await UseAsync(secret);
        CryptographicOperations.ZeroMemory(secret);
        Collect();

        AssertNothingOfOurs(ProcessMemory.Find(needles), imported: 1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task M_01_M_02_nothing_of_a_client_s_keys_is_left_of_its_whole_life(bool isFile)
    {
        WatchedKeys keys = new(Keys);
        using TemporaryFolder folder = new();
        string path = folder.File("client");
        MemoryClientStore memory = new();
        for (int opened = 0; opened < 2; opened++)
        {
            await LiveAsync(keys, isFile ? path : null, memory, isLast: opened == 1);
        }

        Collect();

        Assert.True(keys.Secrets.Count > 20);
        Assert.Empty(ProcessMemory.Find(keys.Secrets));
        GC.KeepAlive(memory);
    }

    [Fact]
    public async Task M_02_signing_under_a_collector_that_moves_everything_leaves_no_copies()
    {
        (byte[] secret, SecretNeedles needles) = NewSecret();
        using (ISigningKey key = Keys.Import(secret))
        {
            CryptographicOperations.ZeroMemory(secret);
            await SignAsync(key);
            IReadOnlyDictionary<string, int> once = ProcessMemory.Find(needles);
            await SignUnderStressAsync(key);
            IReadOnlyDictionary<string, int> often = ProcessMemory.Find(needles);

            Assert.Equal(SecretNeedles.Backwards, Assert.Single(once).Key);
            Assert.Equal(SecretNeedles.Backwards, Assert.Single(often).Key);
            Assert.InRange(often.Values.Single(), 1, once.Values.Single());
        }

        AssertNothingOfOurs(ProcessMemory.Find(needles), imported: 1);
    }

    [Fact]
    public void M_01_nothing_of_a_server_s_keys_is_left_when_they_are_disposed()
    {
        WatchedKeys keys = new(Keys);
        (byte[] secret, SecretNeedles deployment) = NewSecret();
        using TemporaryFolder folder = new();
        KeepServerKeys(folder.File("keys"), secret, CryptographicSuite.Default with { Keys = keys });
        CryptographicOperations.ZeroMemory(secret);
        Collect();

        AssertNothingOfOurs(ProcessMemory.Find([deployment, .. keys.Secrets]), imported: 8);
    }

    [Fact]
    public void M_06_no_memory_is_locked_and_the_document_says_so()
    {
        using ISigningKey key = Keys.Generate();

        Assert.Contains(File.ReadLines("/proc/self/status"), line => line.StartsWith("VmLck:", StringComparison.Ordinal) && line.EndsWith(" 0 kB", StringComparison.Ordinal));
        Assert.Contains("No memory is locked (`VmLck` stays 0)", File.ReadAllText(Path.Combine(Repository.Root, "docs", "decisions", "memory.md")), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_copy_that_was_left_is_found(string form)
    {
        (byte[] secret, SecretNeedles needles) = NewSecret();
        object left = Plant(secret, form);
        CryptographicOperations.ZeroMemory(secret);

        Assert.Contains(form, ProcessMemory.Find(needles).Keys);
        GC.KeepAlive(left);
    }

    /// <summary>A secret in pinned memory, and what it is looked for by.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (byte[] Secret, SecretNeedles Needles) NewSecret()
    {
        byte[] secret = GC.AllocateArray<byte>(Keys.SecretLength, pinned: true);
        RandomNumberGenerator.Fill(secret);
        secret[0] = 0x7F; // certainly less than n
        return (secret, new SecretNeedles(secret));
    }

    /// <summary>All that is done with a key, and the end of it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAsync(byte[] secret)
    {
        using ISigningKey key = Keys.Import(secret);
        byte[] signature = new byte[key.SignatureLength];
        await key.SignAsync("message"u8.ToArray(), signature);
        Assert.Equal(VerificationStatus.Valid, key.Verify("message"u8, signature));
        byte[] exported = GC.AllocateArray<byte>(Keys.SecretLength, pinned: true);
        Keys.Export(key, exported);
        Assert.True(CryptographicOperations.FixedTimeEquals(secret, exported));
        CryptographicOperations.ZeroMemory(exported);
    }

    /// <summary>Everything a device does: on an encrypted file, or in memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task LiveAsync(WatchedKeys keys, string? path, MemoryClientStore memory, bool isLast)
    {
        World world = new();
        using PassphraseKeyProtector protector = new("correct horse", iterations: 1000);
        using EncryptedFileClientStore? file = path is null ? null : EncryptedFileClientStore.Open(path, protector);
        IClientStore store = file is null ? memory : file;
        await using BetterAuthClient client = await world.NewClientAsync(store, configure: options => options with { Suite = options.Suite with { Keys = keys } });
        if (!client.Device.IsEmpty)
        {
            await client.ForgetDeviceAsync(); // of the account on the world before this one
        }

        await client.CreateAccountAsync(world.Hash(world.Suite.Keys.Generate().PublicKey));
        await client.CreateSessionAsync();
        await client.RefreshSessionAsync();
        await client.RotateDeviceAsync();
        world.Network.OnSend = _ => throw new IOException("cut");
        await Assert.ThrowsAsync<IOException>(async () => await client.RotateDeviceAsync());
        await Assert.ThrowsAsync<IOException>(async () => await client.RefreshSessionAsync());
        world.Network.OnSend = _ => { };
        await client.CreateSessionAsync();
        await client.ChangeRecoveryKeyAsync(world.Hash(world.Suite.Keys.Generate().PublicKey));
        if (isLast)
        {
            await client.DeleteAccountAsync();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task SignUnderStressAsync(ISigningKey key)
    {
        for (int i = 0; i < 1000; i++)
        {
            await SignAsync(key);
            if (i % 10 == 0)
            {
                GC.Collect(i % 100 == 0 ? GC.MaxGeneration : 0, GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task SignAsync(ISigningKey key) => await key.SignAsync(new byte[1000], new byte[key.SignatureLength]);

    /// <summary>
    /// The platform's own cryptography leaves a copy of an imported key when it signs first (OpenSSL 3: what its provider is handed is freed and not cleared), as it keeps numbers: backwards.
    /// No code of ours turns a scalar round.
    /// </summary>
    private static void AssertNothingOfOurs(IReadOnlyDictionary<string, int> found, int imported)
    {
        Assert.Empty(found.Keys.Except([SecretNeedles.Backwards]));
        Assert.InRange(found.GetValueOrDefault(SecretNeedles.Backwards), 0, imported);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepServerKeys(string path, byte[] secret, CryptographicSuite suite)
    {
        using SecretKeyProtector protector = new(secret);
        ServerKeyFile.OpenOrCreate(path, protector, suite).Dispose();
        ServerKeyFile.Rotate(path, protector, suite, ServerKeyKinds.Response | ServerKeyKinds.Access | ServerKeyKinds.Challenge).Dispose();
        ServerKeyFile.OpenOrCreate(path, protector, suite).Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Plant(byte[] secret, string form) => form switch
    {
        "bytes" => secret.ToArray(),
        "bytes, backwards" => secret.Reverse().ToArray(),
        "hex" => Encoding.UTF8.GetBytes(Convert.ToHexStringLower(secret)),
        "HEX, UTF-16" => Convert.ToHexString(secret),
        "base64 at 0" => Encoding.UTF8.GetBytes(Convert.ToBase64String(secret)),
        "base64url at 1" => Encoding.UTF8.GetBytes(Base64Url.EncodeToString([0xA7, .. secret])),
        _ => Base64Url.EncodeToString([1, 2, 3, 4, 5, .. secret, 6]),
    };

    private static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
