using BetterAuth.Accounts;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Accounts;

/// <summary>What holds in every life of an account, after every step.</summary>
public class AccountProperties
{
    [Property]
    public void The_same_question_gets_the_same_answer() => EachStep(step => Same(AccountWalk.Decide(step.Before, step.Operation, step.Now), step.Decision));

    [Property]
    public void An_account_that_came_from_its_record_decides_alike() => EachStep(step =>
        step.Before is null || Same(AccountWalk.Decide(AccountRecord.Decode(AccountRecord.Encode(step.Before)), step.Operation, step.Now), step.Decision));

    [Property]
    public void A_refusal_or_an_acknowledgement_changes_nothing() => EachStep(step =>
        step.IsApplied || (ReferenceEquals(step.Before, step.After)
            && (step.Decision.Next is not null || (step.Decision is { EraseRows: false, Absent.Count: 0, Insert.Count: 0, Revocations.Count: 0 }))));

    [Property]
    public void What_was_applied_is_acknowledged_when_it_comes_again() => EachStep(step =>
        !step.IsApplied || ReferenceEquals(AccountWalk.Decide(step.After, step.Operation, step.Now.AddHours(1)), AccountDecision.Acknowledge));

    [Property]
    public void Only_what_was_applied_or_what_a_rotation_asks_for_is_acknowledged() => EachStep(step =>
        !ReferenceEquals(step.Decision, AccountDecision.Acknowledge) || step.Operation is RotateDeviceOperation { IsBound: false });

    [Property]
    public void An_acting_device_moves_on_by_one_and_nobody_elses_keys_move() => EachStep(step =>
    {
        if (!step.IsApplied || step.Operation is not RotationGatedOperation or DeleteAccountOperation)
        {
            return true;
        }

        DeviceKeys keys = step.Operation.Keys;
        foreach (Device before in step.Before!.Devices)
        {
            if (step.After!.Find(before.Id) is { } after)
            {
                bool acted = before.Id == keys.Device;
                Assert.Equal(before.Position + (acted ? 1 : 0), after.Position);
                Assert.Equal(acted ? (keys.PublicKey, keys.RotationHash, step.Operation.Digest) : (before.PublicKey, before.RotationHash, before.LastDigest), (after.PublicKey, after.RotationHash, after.LastDigest));
            }
        }

        return true;
    });

    [Property]
    public void A_key_is_revealed_only_as_it_was_committed_to_and_leaves_its_hash() => EachStep(step =>
        !step.IsApplied || step.Operation is not RotationGatedOperation
        || (step.Before!.Find(step.Operation.Keys.Device)!.RotationHash == step.Operation.Keys.KeyHash
            && (step.Operation is DeleteAccountOperation
                || (Has(step.Decision.Insert, RowKind.UsedKey, step.Operation.Keys.KeyHash) && Has(step.Decision.Absent, RowKind.UsedKey, step.Operation.Keys.RotationHash)))));

    [Property]
    public void No_key_ever_comes_back() => AccountWalk.Lives.Holds(life =>
    {
        HashSet<Utf8Text> revealed = [];
        foreach (AccountWalk.Step step in AccountWalk.Through(life))
        {
            if (step.IsApplied && step.Operation is not DeleteAccountOperation)
            {
                Assert.True(revealed.Add(step.Operation.Keys.KeyHash));
                Assert.True(step.Operation is not LinkDeviceOperation link || revealed.Add(link.Linked.KeyHash));
                Assert.DoesNotContain(step.Operation.Keys.RotationHash, revealed);
            }
        }
    });

    [Property]
    public void Revoked_and_deleted_are_for_ever() => EachStep(step =>
        step.Before is null || ((!step.Before.IsDeleted || step.After!.IsDeleted)
            && step.Before.Devices.Where(device => device.IsRevoked).All(device => step.After!.Find(device.Id) is null or { IsRevoked: true })));

    [Property]
    public void Exactly_those_that_stop_being_active_are_published_for_as_long_as_tokens_live() => EachStep(step =>
    {
        if (step.IsApplied)
        {
            Utf8Text[] stopped = [.. (step.Before?.ActiveDevices ?? []).Select(device => device.Id).Where(id => step.After!.Find(id) is null or { IsRevoked: true })];
            Assert.Equal(stopped.Order(Comparer<Utf8Text>.Create((one, other) => one.Span.SequenceCompareTo(other.Span))), step.Decision.Revocations.Select(revocation => revocation.Device).Order(Comparer<Utf8Text>.Create((one, other) => one.Span.SequenceCompareTo(other.Span))));
            Assert.All(step.Decision.Revocations, revocation => Assert.Equal(step.Now + AccountWalk.Hold, revocation.Until));
        }

        return true;
    });

    [Property]
    public void Devices_are_bounded_and_each_has_an_id_of_its_own() => EachStep(step =>
        step.After is null || (step.After.ActiveDevices.Count() <= AccountWalk.MaxDevices && step.After.Devices.DistinctBy(device => device.Id).Count() == step.After.Devices.Length));

    [Property]
    public void An_account_has_a_recovery_hash_until_it_is_deleted_and_then_nothing() => EachStep(step =>
        step.After is null || (step.After.IsDeleted ? step.After is { RecoveryHash.IsEmpty: true, Devices.IsEmpty: true } : !step.After.RecoveryHash.IsEmpty));

    [Property]
    public void Every_refusal_has_a_code_and_says_nothing_about_private_keys() => EachStep(step =>
        step.Refusal is null || (step.Refusal.Message.Length > 0 && step.Refusal.Context.All(member => member.Value.Length > 0)));

    private static void EachStep(Func<AccountWalk.Step, bool> holds, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        AccountWalk.Lives.Holds(life => AccountWalk.Through(life).All(holds), name: name, file: nameof(AccountProperties));

    private static bool Has(IReadOnlyList<AccountRow> rows, RowKind kind, Utf8Text key) => rows.Any(row => row.Kind == kind && row.Key.Span.SequenceEqual(key.Span));

    private static bool Same(AccountDecision one, AccountDecision other) =>
        one.Refusal?.ToString() == other.Refusal?.ToString()
        && ReferenceEquals(one, AccountDecision.Acknowledge) == ReferenceEquals(other, AccountDecision.Acknowledge)
        && (one.Next is null) == (other.Next is null)
        && (one.Next is null || AccountRecord.Encode(one.Next).AsSpan().SequenceEqual(AccountRecord.Encode(other.Next!)))
        && one.EraseRows == other.EraseRows
        && Names(one.Absent).SequenceEqual(Names(other.Absent))
        && Names(one.Insert).SequenceEqual(Names(other.Insert))
        && one.Revocations.SequenceEqual(other.Revocations);

    private static IEnumerable<string> Names(IReadOnlyList<AccountRow> rows) => rows.Select(row => $"{row.Kind} {new Utf8Text(row.Key)}");
}
