using System.Buffers.Binary;
using System.Security.Cryptography;
using BetterAuth.Storage;

namespace BetterAuth.Tests.Storage;

public class KeyProtectorTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(IKeyProtector.KeyLength);
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(SecretKeyProtector.SecretLength);

    public static TheoryData<string> Protectors => ["passphrase", "secret"];

    [Theory]
    [MemberData(nameof(Protectors))]
    public void A_wrapped_key_is_restored_by_another_protector_of_the_same_secret(string name) =>
        Assert.Equal(Key, Unwrap(Make(name), Make(name).Wrap(Key)));

    [Theory]
    [MemberData(nameof(Protectors))]
    public void A_wrapped_key_does_not_show_and_neither_salt_nor_nonce_nor_ciphertext_repeat(string name)
    {
        byte[] wrapped = Make(name).Wrap(Key);
        byte[] other = Make(name).Wrap(Key);
        Assert.Equal(-1, wrapped.AsSpan().IndexOf(Key.AsSpan(0, 8)));
        Assert.NotEqual(wrapped[4..16], other[4..16]);
        Assert.NotEqual(wrapped[^60..^48], other[^60..^48]);
        Assert.NotEqual(wrapped[^48..], other[^48..]);
    }

    [Theory]
    [MemberData(nameof(Protectors))]
    public void Every_changed_byte_of_a_wrapped_key_is_refused(string name)
    {
        IKeyProtector protector = Make(name);
        byte[] wrapped = protector.Wrap(Key);
        for (int index = 0; index < wrapped.Length; index++)
        {
            byte[] changed = [.. wrapped];
            changed[index] ^= 1; // of the iterations the lowest three bytes, too: 1 becomes another small number, or one beyond the bound
            byte[] key = new byte[IKeyProtector.KeyLength];
            Assert.ThrowsAny<CryptographicException>(() => protector.Unwrap(changed, key));
            Assert.Equal(new byte[IKeyProtector.KeyLength], key);
        }
    }

    [Theory]
    [MemberData(nameof(Protectors))]
    public void A_wrapped_key_of_another_length_is_refused(string name)
    {
        IKeyProtector protector = Make(name);
        byte[] wrapped = protector.Wrap(Key);
        Assert.ThrowsAny<CryptographicException>(() => Unwrap(protector, []));
        Assert.ThrowsAny<CryptographicException>(() => Unwrap(protector, wrapped[..^1]));
        Assert.ThrowsAny<CryptographicException>(() => Unwrap(protector, [.. wrapped, 0]));
    }

    [Theory]
    [MemberData(nameof(Protectors))]
    public void A_disposed_protector_wraps_and_unwraps_nothing(string name)
    {
        IKeyProtector protector = Make(name);
        byte[] wrapped = protector.Wrap(Key);
        ((IDisposable)protector).Dispose();
        Assert.Throws<ObjectDisposedException>(() => protector.Wrap(Key));
        Assert.Throws<ObjectDisposedException>(() => Unwrap(protector, wrapped));
    }

    [Fact]
    public void A_passphrase_costs_210000_iterations()
    {
        using PassphraseKeyProtector protector = new("correct horse");
        byte[] wrapped = protector.Wrap(Key);
        Assert.Equal(210_000, BinaryPrimitives.ReadInt32BigEndian(wrapped));
        Assert.Equal(Key, Unwrap(protector, wrapped));
    }

    [Fact]
    public void The_wrapping_key_of_a_passphrase_is_PBKDF2_with_HMAC_SHA512()
    {
        byte[] wrapped = new PassphraseKeyProtector("pässphrase", iterations: 3).Wrap(Key);
        byte[] wrappingKey = Rfc2898DeriveBytes.Pbkdf2("pässphrase"u8, wrapped.AsSpan(4, 16), 3, HashAlgorithmName.SHA512, 32);
        Assert.Equal(Key, Decrypt(wrappingKey, wrapped, 20));
    }

    [Fact]
    public void The_wrapping_key_of_a_secret_is_HKDF_SHA512()
    {
        byte[] wrapped = Make("secret").Wrap(Key);
        byte[] wrappingKey = HKDF.DeriveKey(HashAlgorithmName.SHA512, Secret, 32, wrapped[..16], "BetterAuth file key"u8.ToArray());
        Assert.Equal(Key, Decrypt(wrappingKey, wrapped, 16));
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(PassphraseKeyProtector.MaxIterations + 1)]
    [InlineData(int.MaxValue)]
    public void Iterations_out_of_bounds_are_refused_before_they_are_run(int iterations)
    {
        byte[] wrapped = Make("passphrase").Wrap(Key);
        BinaryPrimitives.WriteInt32BigEndian(wrapped, iterations);
        CryptographicException exception = Assert.ThrowsAny<CryptographicException>(() => Unwrap(Make("passphrase"), wrapped));
        Assert.Contains("damaged", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_passphrase_says_so_and_nothing_of_either()
    {
        byte[] wrapped = new PassphraseKeyProtector("correct horse", iterations: 1).Wrap(Key);
        string text = Assert.ThrowsAny<CryptographicException>(() => Unwrap(new PassphraseKeyProtector("battery staple", iterations: 1), wrapped)).ToString();
        Assert.Contains("passphrase is wrong", text, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", text, StringComparison.Ordinal);
        Assert.DoesNotContain("staple", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passphrase_that_is_empty_or_no_text_is_refused_without_quoting_it()
    {
        Assert.Throws<ArgumentException>(() => new PassphraseKeyProtector(""));
        string text = Assert.Throws<ArgumentException>(() => new PassphraseKeyProtector("Zq\uD83D!")).ToString();
        Assert.DoesNotContain("D83D", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Zq", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_has_32_bytes_that_are_not_all_zero()
    {
        Assert.Throws<ArgumentException>(() => new SecretKeyProtector(new byte[32]));
        Assert.Throws<ArgumentException>(() => new SecretKeyProtector(Secret.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => new SecretKeyProtector([.. Secret, 1]));
    }

    private static IKeyProtector Make(string name) =>
        name == "secret" ? new SecretKeyProtector(Secret) : new PassphraseKeyProtector("correct horse", iterations: 1);

    private static byte[] Unwrap(IKeyProtector protector, byte[] wrapped)
    {
        byte[] key = new byte[IKeyProtector.KeyLength];
        protector.Unwrap(wrapped, key);
        return key;
    }

    private static byte[] Decrypt(byte[] wrappingKey, byte[] wrapped, int parameters)
    {
        byte[] key = new byte[32];
        using AesGcm cipher = new(wrappingKey, 16);
        cipher.Decrypt(wrapped.AsSpan(parameters, 12), wrapped.AsSpan(parameters + 12, 32), wrapped.AsSpan(^16..), key, wrapped.AsSpan(0, parameters));
        return key;
    }
}
