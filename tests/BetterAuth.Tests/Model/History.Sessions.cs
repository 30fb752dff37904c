using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

internal sealed partial class History
{
    private async Task SessionAsync(HistoryStep step)
    {
        string identity = Pick(_identities, step.Who);
        ReferenceAccount account = AccountOf(identity);
        if (step.Keys < 85 || Model.Challenges.Count == 0)
        {
            string asked = step.Keys == 50 ? Pick(_identities, step.Who + 1) : identity;
            Model.Challenges[await _servers.RequestAsync(_maker, asked)] = (asked, Now);
        }

        string id = PickDevice(identity, account, step.Device);
        ReferenceDevice? device = account.Devices.GetValueOrDefault(id);
        ISigningKey signer = device is null ? _maker.Fresh()
            : step.Detail is 90 or 91 && _maker.KeyOf(device.RotationHash) is { } next ? next
            : _maker.KeyNamed(device.PublicKey);
        ISigningKey key = step.Detail is 92 or 93 ? signer : _maker.Fresh();
        string rotation = step.Detail is 94 or 95 ? HistoryMaker.H(key) : _maker.FreshHash();
        string challenge = step.Keys is >= 95 ? _maker.NewNonce() : Model.Challenges.Keys.Last();
        if (step.Device % 10 == 9)
        {
            await AdvanceAsync(step);
        }

        await DeliverAsync(_maker.Session(id, challenge, signer, key, rotation, IsBound(step)), Operation.CreateSession);
    }

    private async Task RefreshAsync(HistoryStep step)
    {
        if (Model.Tokens.Count == 0)
        {
            await SessionAsync(step);
            return;
        }

        (string token, ModelClaims claims) = step.Who < 70 ? Model.Tokens.Last() : Pick([.. Model.Tokens], step.Device);
        ISigningKey key = (step.Keys < 90 ? _maker.KeyOf(claims.RotationHash) : null) ?? _maker.Fresh();

        // Only while the session that revealed it could be refreshed: after that its row may be gone or not.
        string[] revealed = [.. Model.Accounts[claims.Identity].Refreshes.Where(entry => Now - entry.Value.IssuedAt < TimeSpan.FromHours(12)).Select(entry => entry.Key)];
        string rotation = step.Detail switch
        {
            < 4 => HistoryMaker.H(key),
            < 12 when revealed.Length > 0 => Pick(revealed, step.Device),
            _ => _maker.FreshHash(),
        };
        await DeliverAsync(_maker.Refresh(token, key, rotation, IsBound(step)), Operation.RefreshSession);
    }
}
