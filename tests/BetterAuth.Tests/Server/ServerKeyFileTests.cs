using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Server;
using BetterAuth.Storage;
using BetterAuth.Storage.Files;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Server;

public sealed class ServerKeyFileTests : IDisposable
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    private readonly TemporaryFolder _folder = new();
    private readonly SecretKeyProtector _protector = new(RandomNumberGenerator.GetBytes(32));

    public static TheoryData<bool> Suites => [false, true];

    private string Path => _folder.File("data.keys");

    public void Dispose()
    {
        _protector.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task A_restart_gives_the_same_keys(bool foreign)
    {
        CryptographicSuite suite = foreign ? ForeignSuite.Create() : Suite;
        using ServerKeys first = ServerKeyFile.OpenOrCreate(Path, _protector, suite);
        using ServerKeys again = ServerKeyFile.OpenOrCreate(Path, _protector, suite);
        AssertEqual(first, again);
        Assert.NotEqual(first.ResponseKey.PublicKey, first.AccessKey.PublicKey);
        Assert.Empty(first.FormerAccessKeys);

        foreach ((ISigningKey signer, ISigningKey verifier) in new[] { (first.ResponseKey, again.ResponseKey), (first.AccessKey, again.AccessKey) })
        {
            byte[] signature = new byte[signer.SignatureLength];
            await signer.SignAsync("message"u8.ToArray(), signature, TestContext.Current.CancellationToken);
            Assert.Equal(VerificationStatus.Valid, verifier.Verify("message"u8, signature));
        }
    }

    [Fact]
    public void Two_files_have_different_keys()
    {
        using ServerKeys one = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
        using ServerKeys other = ServerKeyFile.OpenOrCreate(_folder.File("other.keys"), _protector, Suite);
        Assert.NotEqual(one.ResponseKey.PublicKey, other.ResponseKey.PublicKey);
        Assert.NotEqual(one.AccessKey.PublicKey, other.AccessKey.PublicKey);
        Assert.False(one.ChallengeKeys.Current.SequenceEqual(other.ChallengeKeys.Current));
    }

    [Fact]
    public async Task Processes_that_start_at_once_get_the_same_keys()
    {
        for (int round = 0; round < 10; round++)
        {
            string path = _folder.File(round + ".keys");
            ServerKeys[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ServerKeyFile.OpenOrCreate(path, _protector, Suite))));
            Assert.All(all, keys => AssertEqual(all[0], keys));
            Assert.All(all, keys => keys.Dispose());
        }

        Assert.Equal(10, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void Another_secret_or_protector_is_refused_and_the_keys_stay()
    {
        using ServerKeys keys = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
        using SecretKeyProtector wrong = new(RandomNumberGenerator.GetBytes(32));
        using PassphraseKeyProtector other = new("passphrase", iterations: 1);
        Assert.ThrowsAny<CryptographicException>(() => ServerKeyFile.OpenOrCreate(Path, wrong, Suite));
        Assert.ThrowsAny<CryptographicException>(() => ServerKeyFile.OpenOrCreate(Path, other, Suite));
        Assert.ThrowsAny<CryptographicException>(() => ServerKeyFile.Rotate(Path, wrong, Suite, ServerKeyKinds.Access));
        using ServerKeys again = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
        AssertEqual(keys, again);
    }

    [Fact]
    public void The_file_is_its_owners_alone_and_refused_otherwise()
    {
        ServerKeyFile.OpenOrCreate(Path, _protector, Suite).Dispose();
        if (OperatingSystem.IsWindows())
        {
            return; // the folder's permissions apply
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<UnauthorizedAccessException>(() => ServerKeyFile.OpenOrCreate(Path, _protector, Suite)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_shows_no_key()
    {
        using ServerKeys keys = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
        byte[] file = File.ReadAllBytes(Path);
        byte[] secret = new byte[Suite.Keys.SecretLength];
        foreach (ISigningKey key in (ISigningKey[])[keys.ResponseKey, keys.AccessKey])
        {
            Suite.Keys.Export(key, secret);
            Assert.Equal(-1, file.AsSpan().IndexOf(secret.AsSpan(0, 8)));
        }

        Assert.Equal(-1, file.AsSpan().IndexOf(keys.ChallengeKeys.Current[..8]));
    }

    [Fact]
    public void Keys_of_another_suite_are_refused()
    {
        ServerKeyFile.OpenOrCreate(Path, _protector, Suite).Dispose();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ServerKeyFile.OpenOrCreate(Path, _protector, ForeignSuite.Create()));
        Assert.Contains("another cryptographic suite", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clients_file_is_no_server_key_file()
    {
        using (EncryptedFile file = EncryptedFile.Open(Path, _protector))
        {
        }

        Assert.Throws<InvalidDataException>(() => ServerKeyFile.OpenOrCreate(Path, _protector, Suite));
        using (EncryptedFile file = EncryptedFile.Open(Path, _protector))
        {
            file.Write("a client's record"u8);
        }

        Assert.Throws<InvalidDataException>(() => ServerKeyFile.OpenOrCreate(Path, _protector, Suite));
        Assert.Throws<InvalidDataException>(() => ServerKeyFile.Rotate(Path, _protector, Suite, ServerKeyKinds.Access));
    }

    [Fact]
    public void Rotation_replaces_the_chosen_keys_and_keeps_the_former_public_ones()
    {
        using ServerKeys former = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
        using ServerKeys rotated = ServerKeyFile.Rotate(Path, _protector, Suite, ServerKeyKinds.Access | ServerKeyKinds.Challenge);
        Assert.Equal(former.ResponseKey.PublicKey, rotated.ResponseKey.PublicKey);
        Assert.NotEqual(former.AccessKey.PublicKey, rotated.AccessKey.PublicKey);
        Assert.Equal(former.AccessKey.PublicKey, rotated.FormerAccessKeys.Single().PublicKey);
        Assert.True(rotated.AccessKeys.TryGet(former.AccessKey.PublicKey, out _));
        Assert.True(rotated.AccessKeys.TryGet(rotated.AccessKey.PublicKey, out _));
        Assert.Equal(former.ChallengeKeys.Current, rotated.ChallengeKeys.Former);
        Assert.False(former.ChallengeKeys.Current.SequenceEqual(rotated.ChallengeKeys.Current));

        using ServerKeys twice = ServerKeyFile.Rotate(Path, _protector, Suite, ServerKeyKinds.Response);
        Assert.Equal(former.ResponseKey.PublicKey, twice.FormerResponseKeys.Single().PublicKey);
        Assert.True(twice.ResponseKeys.TryGet(former.ResponseKey.PublicKey, out _));
        Assert.Equal(rotated.AccessKey.PublicKey, twice.AccessKey.PublicKey);
        Assert.Equal(former.ChallengeKeys.Current, twice.ChallengeKeys.Former);

        using ServerKeys again = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
        AssertEqual(twice, again);
    }

    [Fact]
    public void Rotation_keeps_the_newest_former_keys_up_to_the_bound()
    {
        ServerKeyFile.OpenOrCreate(Path, _protector, Suite).Dispose();
        List<string> newestFirst = [];
        for (int round = 0; round < ServerKeys.MaxFormerKeys + 2; round++)
        {
            using ServerKeys keys = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
            newestFirst.Insert(0, keys.AccessKey.PublicKey.ToString());
            ServerKeyFile.Rotate(Path, _protector, Suite, ServerKeyKinds.Access).Dispose();
        }

        using ServerKeys last = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
        Assert.Equal(newestFirst.Take(ServerKeys.MaxFormerKeys), last.FormerAccessKeys.Select(key => key.PublicKey.ToString()));
    }

    [Fact]
    public void Damage_to_one_slot_loses_no_keys()
    {
        using ServerKeys keys = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
        AssertEitherSlotHolds(keys);
    }

    [Fact]
    public void Rotation_leaves_no_slot_with_the_former_private_key()
    {
        ServerKeyFile.OpenOrCreate(Path, _protector, Suite).Dispose();
        using ServerKeys rotated = ServerKeyFile.Rotate(Path, _protector, Suite, ServerKeyKinds.Response | ServerKeyKinds.Access);
        AssertEitherSlotHolds(rotated);
    }

    [Fact]
    public void A_file_that_is_missing_is_not_created_by_a_rotation()
    {
        Assert.Throws<FileNotFoundException>(() => ServerKeyFile.Rotate(Path, _protector, Suite, ServerKeyKinds.Access));
        Assert.False(File.Exists(Path));
    }

    private void AssertEitherSlotHolds(ServerKeys keys)
    {
        byte[] content = File.ReadAllBytes(Path);
        foreach (int slot in (int[])[0, 1])
        {
            byte[] damaged = [.. content];
            damaged.AsSpan((1 + slot) * SlotBlocks.Length, SlotCipher.HeadLength).Clear();
            File.WriteAllBytes(Path, damaged);
            using ServerKeys other = ServerKeyFile.OpenOrCreate(Path, _protector, Suite);
            AssertEqual(keys, other);
        }
    }

    private static void AssertEqual(ServerKeys expected, ServerKeys actual)
    {
        Assert.Equal(expected.ResponseKey.PublicKey, actual.ResponseKey.PublicKey);
        Assert.Equal(expected.AccessKey.PublicKey, actual.AccessKey.PublicKey);
        Assert.Equal(expected.ChallengeKeys.Current, actual.ChallengeKeys.Current);
        Assert.Equal(expected.ChallengeKeys.Former, actual.ChallengeKeys.Former);
        Assert.Equal(expected.FormerResponseKeys.Select(key => key.PublicKey), actual.FormerResponseKeys.Select(key => key.PublicKey));
        Assert.Equal(expected.FormerAccessKeys.Select(key => key.PublicKey), actual.FormerAccessKeys.Select(key => key.PublicKey));
    }
}
