using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Traffic;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

internal sealed partial class Ledger
{
    /// <summary>I5 for the rows: what may exist once was written with the operation, and nothing else.</summary>
    private void CheckRows(Utf8Text identity, ReplayRequest request, AccountCommit commit)
    {
        MessageFacts facts = request.Facts;
        HashSet<(RowKind Kind, Utf8Text Key)> expected = request.Endpoint switch
        {
            Operation.CreateAccount or Operation.RecoverAccount => [(RowKind.Device, facts.Device), Owner(identity, facts.Device), (RowKind.UsedKey, request.KeyHash), (RowKind.UsedRecoveryHash, facts.RecoveryHash)],
            Operation.LinkDevice => [(RowKind.UsedKey, request.KeyHash), (RowKind.Device, facts.LinkedDevice), Owner(identity, facts.LinkedDevice), (RowKind.UsedKey, request.LinkedKeyHash)],
            Operation.ChangeRecoveryKey => [(RowKind.UsedKey, request.KeyHash), (RowKind.UsedRecoveryHash, facts.RecoveryHash)],
            Operation.DeleteAccount => [],
            _ => [(RowKind.UsedKey, request.KeyHash)],
        };
        if (!expected.SetEquals(commit.Insert.Select(row => (row.Kind, new Utf8Text(row.Key)))) || commit.EraseRows != (request.Endpoint == Operation.DeleteAccount))
        {
            Fail("I5", $"{request} wrote other rows to {Short(identity)} than the replay.");
        }
    }

    /// <summary>What a device is looked up by when its session is created (docs/protocol/wire.md, "Challenge"), a second time.</summary>
    private static (RowKind Kind, Utf8Text Key) Owner(Utf8Text identity, Utf8Text device)
    {
        byte[] tag = new byte[Blake3.HashLength];
        Blake3.DeriveKey("better-auth account tag 2026 v1"u8, identity.Span, tag);
        return (RowKind.Owner, new((byte[])[.. tag[..10], .. device.Span]));
    }

    /// <summary>I3 and I8: the store holds the whole of what it said it committed.</summary>
    private void CheckStored(AccountCommit commit)
    {
        if (commit.Record is { } record)
        {
            StoredAccount? stored = Inline.Wait(world.Store.LoadAsync(commit.Identity));
            if (stored is not { } found)
            {
                Fail("I3", $"The store has lost the commit of {Short(commit.Identity)} that it acknowledged.");
            }
            else if (found.Version != commit.ExpectedVersion + 1 || !found.Record.Span.SequenceEqual(record.Span))
            {
                Fail("I8", $"The store holds another record of {Short(commit.Identity)} than it committed.");
            }
        }

        foreach (AccountRow row in commit.Insert)
        {
            // A store gives the first 16 accounts that have a row; the attacker may recover any number of his own onto one device.
            if (row.Kind is RowKind.Device or RowKind.Owner or RowKind.UsedKey or RowKind.UsedRecoveryHash
                && Inline.Wait(world.Store.FindIdentitiesAsync(row.Kind, row.Key)) is { Count: < 16 } holders && !holders.Contains(commit.Identity))
            {
                Fail("I8", $"The store holds half of a commit of {Short(commit.Identity)}: a row of kind {row.Kind} is missing.");
            }
        }
    }

    /// <summary>I3 at any time: every account is in the store as the replay has it.</summary>
    public void CheckAccounts()
    {
        foreach ((Utf8Text identity, ReplayedAccount account) in _accounts)
        {
            StoredAccount? stored = Inline.Wait(world.Store.LoadAsync(identity));
            if (stored is not { } found || found.Version != account.Version)
            {
                Fail("I3", $"An acknowledged change of {Short(identity)} is not in the store: version {stored?.Version ?? 0}, and {account.Version} were committed.");
                return;
            }

            CheckDevices(identity, account, RecordView.Read(found.Record));
        }
    }
}
