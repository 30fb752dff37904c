using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cryptography;

public class SuiteTests
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    [Fact]
    public void A_time_has_a_length_and_not_too_much_of_it()
    {
        int most = Suite.Timestamper.MaxTextLength;
        Assert.False(Suite.IsWellFormed(TextShape.Timestamp, default));
        Assert.True(Suite.IsWellFormed(TextShape.Timestamp, new byte[1]));
        Assert.True(Suite.IsWellFormed(TextShape.Timestamp, new byte[most]));
        Assert.False(Suite.IsWellFormed(TextShape.Timestamp, new byte[most + 1]));
    }

    [Fact]
    public void A_token_is_more_than_its_signature()
    {
        Assert.False(Suite.IsWellFormed(TextShape.Token, new byte[Suite.Verifier.SignatureLength]));
        Assert.True(Suite.IsWellFormed(TextShape.Token, new byte[Suite.Verifier.SignatureLength + 1]));
    }

    [Fact]
    public void A_text_of_no_shape_is_any() => Assert.True(Suite.IsWellFormed(TextShape.Any, default));

    [Fact]
    public void A_verifier_that_prepares_no_keys_of_its_own_takes_the_valid_ones()
    {
        CryptographicSuite foreign = ForeignSuite.Create();
        Assert.True(foreign.Verifier.TryImport(foreign.Keys.Generate().PublicKey, out IVerificationKey? key));
        Assert.NotNull(key);
        Assert.False(foreign.Verifier.TryImport(Utf8Text.FromString("no key"), out key));
        Assert.Null(key);
    }
}
