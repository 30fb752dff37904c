using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Accounts;

/// <summary>The rules one by one, where what is said matters and not only that something is refused.</summary>
public class AccountRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccountLimits Limits = new(2, TimeSpan.FromHours(13));
    private static readonly Utf8Text Identity = Text("identity");

    // Device a at its first key, p1, committed to key 2; recovery key 9.
    private static readonly Account Alone = new() { Devices = [Device.Register(Keys("a", 1, 2))], RecoveryHash = Text("h9"), CreateDigest = Digest(1), RecoverDigest = Digest(8) };

    public static TheoryData<string, string> Refusals => new()
    {
        { "rotate nobody", "unknown (identity)" },
        { "rotate deleted", "deleted (identity)" },
        { "create again", "exists (identity)" },
        { "rotate another device", "unknown (device)" },
        { "rotate a revoked device", "revoked (device)" },
        { "rotate by another key", "rotation" },
        { "commit to itself", "rotation" },
        { "create with one key for two ends", "recovery" },
        { "create with a recovery hash that is the key's", "recovery" },
        { "change to the next key", "recovery" },
        { "recover by another key", "recovery" },
        { "recover onto a device that exists", "exists (device)" },
        { "recover to the same recovery key", "recovery" },
        { "recover with the recovery key as the device's", "keyReuse" },
        { "recover with the recovery key as the device's next", "keyReuse" },
        { "recover to the key as the recovery key", "recovery" },
        { "recover with two things wrong", "recovery" },
        { "link a device that exists", "exists (device)" },
        { "link one too many", "limit (device)" },
        { "link the own key", "keyReuse (device)" },
        { "link the own next key", "keyReuse (device)" },
        { "link what commits to itself", "rotation" },
        { "link what commits to the own key", "rotation" },
        { "unlink nobody", "unknown (device)" },
        { "unlink a revoked device", "revoked (device)" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Each_refusal_says_what_was_wrong(string what, string reason)
    {
        Account with = Alone.Add(Device.Register(Keys("b", 5, 6)));
        Account revoked = with.With(with.Find(Text("b"))! with { IsRevoked = true });
        (Account? Account, AccountOperation Operation) asked = what switch
        {
            "rotate nobody" => (null, Rotate("a", 2, 3)),
            "rotate deleted" => (new Account { DeletedAt = Now }, Rotate("a", 2, 3)),
            "create again" => (Alone, Create(Keys("a", 1, 2), 9)),
            "rotate another device" => (Alone, Rotate("b", 2, 3)),
            "rotate a revoked device" => (revoked, Rotate("b", 6, 7)),
            "rotate by another key" => (Alone, Rotate("a", 4, 3)),
            "commit to itself" => (Alone, Rotate("a", 2, 2)),
            "create with one key for two ends" => (null, Create(Keys("a", 1, 2), 2)),
            "create with a recovery hash that is the key's" => (null, Create(Keys("a", 1, 2), 1)),
            "change to the next key" => (Alone, new ChangeRecoveryKeyOperation { Digest = Digest(2), Identity = Identity, Keys = Keys("a", 2, 3), RecoveryHash = Text("h3") }),
            "recover by another key" => (Alone, Recover(Keys("c", 11, 12), 10, 13)),
            "recover onto a device that exists" => (Alone, Recover(Keys("a", 11, 12), 9, 13)),
            "recover to the same recovery key" => (Alone, Recover(Keys("c", 11, 12), 9, 9)),
            "recover with the recovery key as the device's" => (Alone, Recover(Keys("c", 9, 12), 9, 13)),
            "recover with the recovery key as the device's next" => (Alone, Recover(Keys("c", 11, 9), 9, 13)),
            "recover to the key as the recovery key" => (Alone, Recover(Keys("c", 11, 12), 9, 11)),
            "recover with two things wrong" => (Alone, Recover(Keys("c", 9, 12), 9, 12)),
            "link a device that exists" => (Alone, Link(Keys("a", 11, 12))),
            "link one too many" => (with, Link(Keys("c", 11, 12))),
            "link the own key" => (Alone, Link(Keys("c", 2, 12))),
            "link the own next key" => (Alone, Link(Keys("c", 3, 12))),
            "link what commits to itself" => (Alone, Link(Keys("c", 11, 11))),
            "link what commits to the own key" => (Alone, Link(Keys("c", 11, 2))),
            "unlink nobody" => (Alone, Unlink("b")),
            _ => (revoked, Unlink("b")),
        };

        Refusal refusal = Apply(asked.Account, asked.Operation).Refusal!;

        Assert.Equal(reason, Reason(refusal));
    }

    [Fact]
    public void Only_the_message_that_deleted_is_acknowledged_by_a_tombstone()
    {
        Account tombstone = new() { DeletedAt = Now, DeleteDigest = Digest(5) };

        Assert.Same(AccountDecision.Acknowledge, Apply(tombstone, new DeleteAccountOperation { Digest = Digest(5), Identity = Identity, Keys = Keys("a", 2, 3) }));
        Assert.NotNull(Apply(tombstone, new DeleteAccountOperation { Digest = Digest(6), Identity = Identity, Keys = Keys("a", 2, 3) }).Refusal);
        Assert.NotNull(Apply(tombstone, new RotateDeviceOperation { Digest = Digest(5), Identity = Identity, Keys = Keys("a", 2, 3) }).Refusal);
    }

    [Fact]
    public void A_rotation_to_the_keys_in_place_is_acknowledged_unless_its_nonce_is_bound_or_the_device_revoked()
    {
        RotateDeviceOperation same = new() { Digest = Digest(7), Identity = Identity, Keys = Keys("a", 1, 2) };
        Account revoked = Alone.With(Alone.Devices[0] with { IsRevoked = true });

        Assert.Same(AccountDecision.Acknowledge, Apply(Alone, same));
        Assert.NotNull(Apply(Alone, same with { IsBound = true }).Refusal);
        Assert.NotNull(Apply(revoked, same).Refusal);
        Assert.NotNull(Apply(Alone, same with { Keys = Keys("a", 1, 4) }).Refusal);
        Assert.NotNull(Apply(Alone, new DeleteAccountOperation { Digest = Digest(7), Identity = Identity, Keys = Keys("a", 1, 2) }).Refusal);
    }

    [Fact]
    public void Messages_that_were_applied_are_acknowledged_whatever_has_become_of_the_device()
    {
        Account recovered = Alone with { RecoverDigest = Digest(3) };
        Account moved = Alone.With(Alone.Devices[0] with { LastDigest = Digest(4), IsRevoked = true });

        Assert.Same(AccountDecision.Acknowledge, Apply(Alone, Create(Keys("a", 1, 2), 9) with { Digest = Digest(1) }));
        Assert.Same(AccountDecision.Acknowledge, Apply(recovered, Recover(Keys("c", 11, 12), 10, 13) with { Digest = Digest(3) }));
        Assert.Same(AccountDecision.Acknowledge, Apply(moved, Unlink("b") with { Digest = Digest(4) }));
    }

    [Fact]
    public void An_operation_of_no_known_kind_is_a_defect()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Apply(Alone, new StrangeOperation { Digest = Digest(2), Identity = Identity, Keys = Keys("a", 2, 3) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Apply(Alone, new StrangeGatedOperation { Digest = Digest(2), Identity = Identity, Keys = Keys("a", 2, 3) }));
    }

    [Theory]
    [InlineData(RowKind.Device, "exists (device)")]
    [InlineData(RowKind.UsedRecoveryHash, "recovery")]
    [InlineData(RowKind.UsedKey, "rotation")]
    public void A_row_in_the_way_says_what_it_stands_for(RowKind kind, string reason)
    {
        AccountDecision decision = Apply(Alone, Rotate("a", 2, 3));

        Assert.Equal(reason, Reason(decision.OnRowExists(new(kind, "x"u8.ToArray()))));
    }

    [Fact]
    public void A_linked_devices_key_in_the_way_is_its_reuse_and_another_is_not()
    {
        AccountDecision decision = Apply(Alone, Link(Keys("c", 11, 12)));

        Assert.Equal("keyReuse (device)", Reason(decision.OnRowExists(new(RowKind.UsedKey, "h11"u8.ToArray()))));
        Assert.Equal("rotation", Reason(decision.OnRowExists(new(RowKind.UsedKey, "h12"u8.ToArray()))));
        Assert.Equal("recovery", Reason(decision.OnRowExists(new(RowKind.UsedRecoveryHash, "h11"u8.ToArray()))));
        Assert.Equal("exists (device)", Reason(decision.OnRowExists(new(RowKind.Device, "h11"u8.ToArray()))));
    }

    [Fact]
    public void A_change_is_committed_whole_and_nothing_else_is()
    {
        AccountDecision decision = Apply(Alone, new DeleteAccountOperation { Digest = Digest(2), Identity = Identity, Keys = Keys("a", 2, 3) });
        AccountCommit commit = decision.ToCommit(Identity, 7);

        Assert.Equal((Identity, 7, true), (commit.Identity, commit.ExpectedVersion, commit.EraseRows));
        Assert.Equal(AccountRecord.Encode(decision.Next!), commit.Record!.Value.ToArray());
        Assert.Equal([new Revocation(Text("a"), Now + Limits.RevocationHold)], commit.Revocations);
        Assert.Equal((decision.Absent, decision.Insert), (commit.Absent, commit.Insert));
        Assert.Throws<InvalidOperationException>(() => AccountDecision.Acknowledge.ToCommit(Identity, 7));
    }

    [Fact]
    public void Beyond_sixty_four_revoked_devices_the_first_revoked_are_left_out_and_active_ones_never()
    {
        Account account = Alone;
        for (int i = 0; i < Account.MaxRevokedDevices + 2; i++)
        {
            account = account.Add(Device.Register(Keys($"r{i}", 100 + i, 200 + i)));
            account = account.With(account.Find(Text($"r{i}"))! with { IsRevoked = true });
            Assert.Equal(Math.Min(i + 1, Account.MaxRevokedDevices), account.Devices.Count(device => device.IsRevoked));
        }

        Assert.Equal(["a", .. Enumerable.Range(2, Account.MaxRevokedDevices).Select(i => $"r{i}")], account.Devices.Select(device => device.Id.ToString()));
        Account all = account.RevokeAll();
        Assert.Equal([.. Enumerable.Range(3, Account.MaxRevokedDevices - 1).Select(i => $"r{i}"), "a"], all.Devices.Select(device => device.Id.ToString()));
        Assert.Empty(all.ActiveDevices);
    }

    [Fact]
    public void A_device_that_moves_on_keeps_its_place_and_one_that_is_revoked_goes_to_the_end()
    {
        Account account = Alone.Add(Device.Register(Keys("b", 5, 6)));

        Assert.Equal(["b", "a"], account.With(account.Devices[0] with { Position = 1 }).Devices.Select(device => device.Id.ToString()));
        Assert.Equal(["a", "b"], account.With(account.Devices[0] with { IsRevoked = true }).Devices.Select(device => device.Id.ToString()));
    }

    [Theory]
    [InlineData(null, "unknown (identity)")]
    [InlineData("deleted", "deleted (identity)")]
    [InlineData("other", "unknown (device)")]
    [InlineData("revoked", "revoked (device)")]
    [InlineData("active", null)]
    public void A_session_is_for_an_active_device(string? state, string? reason)
    {
        Account? account = state switch
        {
            null => null,
            "deleted" => new() { DeletedAt = Now },
            "revoked" => Alone.With(Alone.Devices[0] with { IsRevoked = true }),
            _ => Alone,
        };

        Refusal? refusal = AccountRules.CheckActive(account, Identity, Text(state == "other" ? "b" : "a"), out Device? device);

        Assert.Equal(reason, refusal is null ? null : Reason(refusal));
        Assert.Equal(state is "active" or "revoked", device is not null);
    }

    [Theory]
    [InlineData("p3", "h3", "h4", null)]
    [InlineData("p3", "h3", "h3", "rotation")]
    [InlineData("p1", "h1", "h4", "keyReuse")]
    [InlineData("p2", "h2", "h4", "keyReuse")]
    public void An_access_key_is_none_of_the_device_and_does_not_commit_to_itself(string key, string hash, string next, string? reason)
    {
        Refusal? refusal = AccountRules.CheckAccessKeys(Text(key), Text(hash), Text(next), Alone.Devices[0]);

        Assert.Equal(reason, refusal is null ? null : Reason(refusal));
        Assert.Equal(reason == "rotation", AccountRules.CheckAccessKeys(Text(key), Text(hash), Text(next), null) is not null);
    }

    private static AccountDecision Apply(Account? account, AccountOperation operation) => AccountRules.Apply(account, operation, Now, Limits);

    private static CreateAccountOperation Create(DeviceKeys keys, int recovery) => new() { Digest = Digest(20), Identity = Identity, Keys = keys, RecoveryHash = Text($"h{recovery}") };

    private static RecoverAccountOperation Recover(DeviceKeys keys, int recovery, int next) =>
        new() { Digest = Digest(21), Identity = Identity, Keys = keys, RecoveryKeyHash = Text($"h{recovery}"), RecoveryHash = Text($"h{next}") };

    private static RotateDeviceOperation Rotate(string device, int key, int next) => new() { Digest = Digest(22), Identity = Identity, Keys = Keys(device, key, next) };

    private static LinkDeviceOperation Link(DeviceKeys linked) => new() { Digest = Digest(23), Identity = Identity, Keys = Keys("a", 2, 3), Linked = linked };

    private static UnlinkDeviceOperation Unlink(string target) => new() { Digest = Digest(24), Identity = Identity, Keys = Keys("a", 2, 3), Target = Text(target) };

    private static DeviceKeys Keys(string device, int key, int next) => new(Text(device), Text($"p{key}"), Text($"h{key}"), Text($"h{next}"));

    private static OperationDigest Digest(byte number) => OperationDigest.Of(Operation.RotateDevice, [number]);

    private static Utf8Text Text(string text) => Utf8Text.FromString(text);

    private static string Reason(Refusal refusal) => refusal.Code switch
    {
        ErrorCode.InvalidIdentity => $"{refusal["reason"]} (identity)",
        ErrorCode.InvalidDevice => $"{refusal["reason"]} (device)",
        _ => refusal["hashType"] ?? refusal.ToString(),
    };

    private sealed record StrangeOperation : AccountOperation;

    private sealed record StrangeGatedOperation : RotationGatedOperation;
}
