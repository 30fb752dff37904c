using BetterAuth.Accounts;
using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;
using Device = BetterAuth.TestKit.Clients.Device;

namespace BetterAuth.TestKit.Invariants;

internal sealed partial class Ledger
{
    /// <summary>The store has committed.</summary>
    public void Committed(RequestContext? context, AccountCommit commit)
    {
        world.Trace.Add(Codes.Commit);
        world.Trace.Add(commit.Identity.Span);
        if (world.Trace.IsRecording)
        {
            world.Trace.Line(world.Time.Now, $"  {context?.Server.Name} commits {context?.Endpoint} of {context?.Message.Author?.Name ?? "the attacker"} to {Short(commit.Identity)}");
        }

        if (context is null)
        {
            Fail("I16", "A commit belongs to no request.");
            return;
        }

        context.Commits++;
        if (!IsSigned(context, commit.Identity))
        {
            Fail("I16", $"An unauthenticated {context.Endpoint} added to the store.");
        }
        else if (IsAccountOperation(context.Endpoint!.Value))
        {
            CommittedOperation(context, commit);
        }
        else
        {
            CommittedSession(context, commit);
        }

        CheckSecrets("the account store", commit.Record.GetValueOrDefault().Span);
        CheckStored(commit);
    }

    private void CommittedOperation(RequestContext context, AccountCommit commit)
    {
        ReplayRequest request = RequestOf(context);
        Utf8Text identity = request.Facts.Identity.ToOwned();
        if (!_applied.Add((identity, request.Digest)))
        {
            Fail("I1", $"{request} was applied to {Short(identity)} a second time.");
            return;
        }

        Verdict verdict = ReplayedAccount.Decide(Account(identity), request);
        if (verdict.Says != Verdicts.Apply)
        {
            Fail(verdict.Invariant is { Length: > 0 } invariant ? invariant : "I5", $"{request} was applied to {Short(identity)}, although {(verdict.Reason is { Length: > 0 } reason ? reason : "it was applied before")}.");
            return;
        }

        if (IsUnasked(context))
        {
            Fail("I2", $"{context.Message.Author!.Name} asked for {context.Message.Intended}; it was applied as {context.Endpoint}.");
            return;
        }

        if (!_accounts.TryGetValue(identity, out ReplayedAccount? account))
        {
            _accounts.Add(identity, account = new());
        }

        List<Utf8Text> revoked = account.Apply(request);
        context.Revoked.AddRange(revoked);
        CheckRecord(identity, account, commit, context);
        CheckRows(identity, request, commit);
        CheckRevocations(identity, revoked, commit);
        foreach (RequestContext open in _open.Where(open => open.Message.Facts.Identity == identity))
        {
            open.Possible |= Decide(open).Says;
        }

        if (!account.IsDeleted)
        {
            CheckPositions(identity, account);
        }
    }

    /// <summary>Whether an honest device's message was carried out as something it was not made for. What clients without bound nonces cannot prevent is not done to them here (docs/reliability.md).</summary>
    private static bool IsUnasked(RequestContext context) => context.Message.IsHonest && context.Message.Intended != context.Endpoint;

    /// <summary>I4 and I5: the record is what the replay gives; I7: an account has a recovery hash exactly as long as it lives.</summary>
    private void CheckRecord(Utf8Text identity, ReplayedAccount account, AccountCommit commit, RequestContext context)
    {
        if (commit.Identity != identity || commit.Record is not { } bytes)
        {
            Fail("I5", $"A commit of {context.Endpoint} stored no record of {Short(identity)}.");
            return;
        }

        RecordView record = RecordView.Read(bytes);
        if (record.IsDeleted != account.IsDeleted || record.IsDeleted == !record.RecoveryHash.IsEmpty)
        {
            Fail("I7", $"{Short(identity)} is {(record.IsDeleted ? "deleted" : "active")} with recovery hash '{record.RecoveryHash}'.");
        }
        else if (record.RecoveryHash != account.RecoveryHash || record.CreateDigest != (account.IsDeleted ? "" : account.CreateDigest)
            || record.RecoverDigest != (account.IsDeleted ? "" : account.RecoverDigest) || record.DeleteDigest != account.DeleteDigest)
        {
            Fail("I5", $"The replay of {Short(identity)} after {context.Endpoint} has another recovery hash or digest than the store.");
        }
        else
        {
            CheckDevices(identity, account, record);
        }
    }

    private void CheckDevices(Utf8Text identity, ReplayedAccount account, RecordView record)
    {
        int revoked = account.Devices.Values.Count(device => device.IsRevoked);
        foreach ((Utf8Text id, ReplayedDevice expected) in account.Devices)
        {
            if (!record.Devices.TryGetValue(id, out ReplayedDevice? stored))
            {
                // The oldest of more than 64 revoked devices leave the record; their ids stay as rows.
                if (!expected.IsRevoked || revoked <= 64)
                {
                    Fail("I6", $"Device {Short(id)} of {Short(identity)} is gone from the store.");
                }
            }
            else if (expected.IsRevoked != stored.IsRevoked)
            {
                Fail("I6", $"Device {Short(id)} of {Short(identity)} is {(stored.IsRevoked ? "revoked" : "active")} in the store, and not in the replay.");
            }
            else if (stored.PublicKey != expected.PublicKey || stored.RotationHash != expected.RotationHash || stored.Position != expected.Position)
            {
                Fail("I4", $"The key chain of device {Short(id)} is at position {stored.Position} in the store and at {expected.Position} in the replay, or has other keys.");
            }
            else if (stored.LastDigest != expected.LastDigest)
            {
                Fail("I5", $"The last digest of device {Short(id)} is another one than the replay's.");
            }
        }

        if (record.Devices.Keys.FirstOrDefault(id => !account.Devices.ContainsKey(id)) is { IsEmpty: false } unknown)
        {
            Fail("I5", $"The store has a device {Short(unknown)} that the replay does not have.");
        }
    }

    private void CheckRevocations(Utf8Text identity, List<Utf8Text> revoked, AccountCommit commit)
    {
        foreach (Utf8Text device in revoked)
        {
            if (!commit.Revocations.Any(revocation => revocation.Device == device))
            {
                Fail("I12", $"Device {Short(device)} of {Short(identity)} was revoked without publishing it.");
            }
        }
    }

    /// <summary>I14 for every device of the account.</summary>
    private void CheckPositions(Utf8Text identity, ReplayedAccount account)
    {
        foreach (Person person in world.People)
        {
            foreach (Device device in person.Devices)
            {
                if (device.Identity == identity && account.Devices.TryGetValue(device.Id, out ReplayedDevice? stored))
                {
                    CheckPosition(device, stored);
                }
            }
        }
    }

    private void CheckPosition(Device device, ReplayedDevice stored)
    {
        if (stored.Position < device.Position || stored.Position > device.Position + 1 || (stored.Position != device.Position && !device.IsPending))
        {
            Fail("I14", $"{device.Name} is at position {device.Position}{(device.IsPending ? " with a pending message" : "")}, the server at {stored.Position}.");
        }
    }
}
