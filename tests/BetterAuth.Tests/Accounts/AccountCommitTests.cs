using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Accounts;

public class AccountCommitTests
{
    [Fact]
    public void A_null_array_is_not_taken_for_a_record() =>
        Assert.Throws<ArgumentException>(() => new AccountCommit { Identity = Utf8Text.FromString("alice"), ExpectedVersion = 0, Record = (byte[]?)null });

    [Fact]
    public void A_record_is_kept_and_so_is_none()
    {
        AccountCommit commit = new() { Identity = Utf8Text.FromString("alice"), ExpectedVersion = 0, Record = new byte[] { 1 } };
        Assert.Equal([1], commit.Record!.Value.ToArray());
        Assert.Null((commit with { Record = null }).Record);
    }
}
