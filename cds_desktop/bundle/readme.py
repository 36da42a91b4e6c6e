"""README.txt of every bundle: a constant of the major version, in ASCII (BUNDLE.md 4)."""

_TEXT = """\
GOI DONG BO BAO CAO CHUYEN DOI SO (cds-bundle, major version 1)

[Tieng Viet, khong dau]
Tep .zip nay la mot goi bao cao da ky cua phan mem cds_desktop. Xin dung sua,
dung nen lai; de nop bao cao, hay gui nguyen tep .zip.
  TOM_TAT.txt       ban tom tat cho nguoi doc (chi de tham khao)
  v001.csv ...      so lieu: moi dong mot chi tieu
  t001.json ...     thuyet minh, ghi chu
  datapackage.json  ban ke: don vi, ky bao cao, lan sua, tong kiem soat
  SHA256SUMS        ma bam cua tung tep; ma bam cua chinh tep nay la so hieu goi
  SHA256SUMS.sig    chu ky Ed25519 cua don vi tren tep SHA256SUMS
Trang thai cua so lieu: A da bao cao, P so lieu tam tinh, E uoc tinh,
M khong phat sinh tai don vi, L chua thu thap, C khong cong bo.

[English]
A signed report of the program cds_desktop. Figures are in v001.csv (RFC 4180),
texts in t001.json, the description in datapackage.json (Data Package v2).
Status of a figure: A reported, P provisional, E estimated, M does not exist
here, L not collected yet, C confidential. An empty value is never a zero.

KIEM TRA BANG CONG CU SAN CO / HOW TO VERIFY WITH STANDARD TOOLS
1. Giai nen va vao thu muc do / unzip and change into that folder.
2. ssh-keygen -Y verify -f allowed_signers -I UNIT -n NAMESPACE -s SHA256SUMS.sig < SHA256SUMS
3. sha256sum -c SHA256SUMS          (Windows: Get-FileHash -Algorithm SHA256)
UNIT       ma don vi gui (datapackage.json: bundle.from.unit)
NAMESPACE  BC_: bundle-v1@cds-desktop    BN_: receipt-v1@cds-desktop
           DK_: enrol-v1@cds-desktop     GM_: pack-v1@cds-desktop
allowed_signers: danh sach khoa cong khai do tinh luu giu / the list of public
keys kept by the province. Moi dong / each line:
UNIT namespaces="NAMESPACE" ssh-ed25519 AAAA...
"""

README_TEXT = _TEXT.replace("\n", "\r\n").encode("ascii")
